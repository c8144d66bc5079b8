package org.bailey.system.provider;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * Some DNS servers that know the same names. The first one is asked until it does not answer; it then rests for a minute
 * while the next one serves.
 */
final class ServerGroup {
    private static final Logger LOG = LoggerFactory.getLogger(ServerGroup.class);
    private static final long REST_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long FAILURE_SECONDS = 2;

    private final List<Server> servers;
    private final Executor executor;
    private final LongSupplier nanoClock;

    /** @param nanoClock counts as {@link System#nanoTime} does */
    ServerGroup(List<InetSocketAddress> addresses, Duration timeout, Executor executor, LongSupplier nanoClock) {
        this.servers = addresses.stream().map(a -> new Server(a, timeout)).toList();
        this.executor = executor;
        this.nanoClock = nanoClock;
    }

    /** Completes on the executor, never exceptionally. */
    CompletionStage<Reply> ask(Name name, int type) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        askNext(inOrder(), 0, name, type, new ArrayList<>(), reply);
        return reply;
    }

    /** {@return the servers as configured, those resting at the end} */
    private List<Server> inOrder() {
        long now = nanoClock.getAsLong();
        return servers.stream().sorted(Comparator.comparing(s -> s.rests(now))).toList();
    }

    private void askNext(
            List<Server> order, int i, Name name, int type, List<String> said, CompletableFuture<Reply> reply) {
        if (i == order.size()) {
            reply.complete(new Reply.Failed(
                    ReplyReader.text(name) + " could not be looked up (" + Type.string(type) + "): "
                            + String.join(", ", said),
                    FAILURE_SECONDS));
            return;
        }
        Server server = order.get(i);
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        BiConsumer<Message, Throwable> then = (message, failure) -> {
            if (message != null && usable(message)) {
                server.answered();
                reply.complete(ReplyReader.read(message, name, type, server.name));
                return;
            }
            if (message == null) {
                server.failed(nanoClock.getAsLong());
                said.add("no answer from DNS server " + server.name + why(failure));
            } else {
                said.add("DNS server " + server.name + " answers " + Rcode.string(message.getRcode()));
            }
            askNext(order, i + 1, name, type, said, reply);
        };
        server.resolver.sendAsync(query, executor).whenCompleteAsync(then, executor);
    }

    private static boolean usable(Message message) {
        return message.getRcode() == Rcode.NOERROR || message.getRcode() == Rcode.NXDOMAIN;
    }

    private static String why(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String text = cause == null ? null : cause.getMessage();
        return text == null || text.startsWith("Timed out") || text.startsWith("Query timed out")
                ? ""
                : " (" + text + ")";
    }

    private static final class Server {
        private final String name;
        private final SimpleResolver resolver;
        private volatile boolean failed;
        private volatile long failedAt;

        Server(InetSocketAddress address, Duration timeout) {
            name = ServerAddress.text(address);
            resolver = new SimpleResolver(address);
            resolver.setTimeout(timeout);
        }

        boolean rests(long now) {
            return failed && now - failedAt < REST_NANOS;
        }

        void answered() {
            if (failed) {
                failed = false;
                LOG.info("DNS server {} answers again", name);
            }
        }

        void failed(long now) {
            failedAt = now;
            if (!failed) {
                failed = true;
                LOG.warn("DNS server {} does not answer; others, if there are any, are asked first for a minute", name);
            }
        }
    }
}
