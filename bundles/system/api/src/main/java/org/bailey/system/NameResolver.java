package org.bailey.system;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * DNS with the servers of {@code org.bailey.system} (default servers, servers per domain). Answers are cached for their
 * TTL. Safe for use by many threads; stages complete on a thread of the resolver: enqueue and return.
 */
@ProviderType
public interface NameResolver {
    /** Looks up SRV records of a full owner name such as {@code _sips._tcp.example.com}; ordered by RFC 2782, weights drawn anew each time. */
    CompletionStage<Answer<Service>> services(String name);

    /**
     * Looks up NAPTR records that lead to SRV records (flag S; RFC 3263 section 4.1), by order and preference. Who cannot ask
     * for them finds none.
     */
    default CompletionStage<Answer<Pointer>> pointers(String name) {
        return CompletableFuture.completedFuture(
                new Answer<>(List.of(), Duration.ZERO, name + " cannot be asked for NAPTR records here"));
    }

    /** Looks up A and AAAA records; order as the server gave it, so that its rotation holds. A literal address answers itself. */
    CompletionStage<Answer<InetAddress>> addresses(String name);

    /**
     * What a server said.
     *
     * @param records empty when the name does not exist, has no such records, or nobody answered
     * @param ttl how long the records may be used
     * @param problem empty when there are records; else one sentence with the name and the server asked
     */
    record Answer<T>(List<T> records, Duration ttl, String problem) {
        public Answer {
            records = List.copyOf(records);
        }
    }

    /**
     * One NAPTR record.
     *
     * @param service such as {@code SIPS+D2T}
     * @param target owner name of SRV records
     */
    record Pointer(String service, String target) {}

    /** One SRV record. */
    record Service(int priority, int weight, int port, String target) {}
}
