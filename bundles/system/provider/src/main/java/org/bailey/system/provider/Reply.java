package org.bailey.system.provider;

import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** What became of one question. Every TTL in whole seconds. */
sealed interface Reply {
    /** @param records of the type asked, in the server's order */
    record Records(List<Record> records, long ttl) implements Reply {}

    /** The name is another name for {@code target}, and the server did not say more. */
    record Alias(Name target, long ttl) implements Reply {}

    /** There is no such name, or it has no such records. */
    record Nothing(String problem, long ttl) implements Reply {}

    /** Nobody gave a usable answer. */
    record Failed(String problem, long ttl) implements Reply {}
}
