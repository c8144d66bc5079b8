package org.bailey.turn.provider.client;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.bailey.stun.StunMessage;
import org.bailey.stun.TransactionId;
import org.bailey.turn.Allocation;
import org.bailey.turn.Exchange;
import org.bailey.turn.Exchange.Purpose;
import org.bailey.turn.TurnOut;
import org.jspecify.annotations.Nullable;

/** Requests on their way: sending, sending again, giving up (RFC 8489 section 6.2). */
final class Exchanges {
    /** RTO: pause before the first repetition; doubled each time. */
    static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);
    /** Rc: how often a request is sent over UDP. */
    static final int MOST_SENT = 7;
    /** Rm: how many RTO after the last one it is given up. */
    static final int LAST_PAUSES = 16;
    /** Ti: how long an answer may take over TCP; by then UDP would have given up too. */
    static final long STREAM_PATIENCE = TimeUnit.MILLISECONDS.toNanos(39_500);
    /** A probe is sent every so often, so that a loss of every other packet does not look like the end. */
    static final long PROBE_PAUSE = TimeUnit.SECONDS.toNanos(1);

    static final int PROBES = 8;
    /** The same while media goes through the server. */
    static final long URGENT_PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

    static final int URGENT_PROBES = 12;

    private Exchanges() {}

    /** Sends a request for the first time. */
    static void begin(Allocation allocation, Exchange exchange, long nanos, TurnOut out) {
        exchange.sinceNanos = nanos;
        allocation.exchanges.add(exchange);
        anew(allocation, exchange, nanos, out);
    }

    /** Sends a request for the first time in a moment. */
    static void later(Allocation allocation, Exchange exchange, long nanos, TurnOut out) {
        exchange.sinceNanos = nanos;
        exchange.dueNanos = nanos + FIRST_PAUSE;
        allocation.exchanges.add(exchange);
        write(allocation, exchange, out);
    }

    /** Makes it anew with what is known of the server by now: another transaction (RFC 8489 section 9.2.5). */
    static void anew(Allocation allocation, Exchange exchange, long nanos, TurnOut out) {
        write(allocation, exchange, out);
        send(allocation, exchange, nanos, out);
    }

    static void write(Allocation allocation, Exchange exchange, TurnOut out) {
        out.random(allocation.scratch);
        exchange.id = TransactionId.of(allocation.scratch);
        exchange.credential = exchange.purpose == Purpose.PROBE ? null : allocation.credential;
        exchange.message = Requests.write(allocation, exchange);
        exchange.sent = 0;
    }

    private static void send(Allocation allocation, Exchange exchange, long nanos, TurnOut out) {
        exchange.dueNanos = nanos + pause(exchange, exchange.sent, allocation.server.streamed());
        exchange.sent++;
        out.send(ByteBuffer.wrap(exchange.message));
    }

    /** {@return how long to wait after it was sent {@code before} times and once more} */
    private static long pause(Exchange exchange, int before, boolean streamed) {
        if (exchange.purpose == Purpose.PROBE) {
            // on a connection what is lost is sent again by the kernel, which takes its time
            return streamed ? PROBES * PROBE_PAUSE : exchange.urgent ? URGENT_PAUSE : PROBE_PAUSE;
        }
        if (streamed) {
            return STREAM_PATIENCE;
        }
        return before + 1 < MOST_SENT ? FIRST_PAUSE << before : FIRST_PAUSE * LAST_PAUSES;
    }

    /** Its time has come: {@return false if it is given up} */
    static boolean repeat(Allocation allocation, Exchange exchange, long nanos, TurnOut out) {
        if (exchange.sent >= most(allocation, exchange)) {
            return false;
        }
        send(allocation, exchange, nanos, out);
        return true;
    }

    private static int most(Allocation allocation, Exchange exchange) {
        if (allocation.server.streamed()) {
            return 1;
        }
        return exchange.purpose != Purpose.PROBE ? MOST_SENT : exchange.urgent ? URGENT_PROBES : PROBES;
    }

    static boolean underWay(Allocation allocation, Purpose purpose) {
        for (int i = 0; i < allocation.exchanges.size(); i++) {
            if (allocation.exchanges.get(i).purpose == purpose) {
                return true;
            }
        }
        return false;
    }

    /** {@return the request this answers} */
    static @Nullable Exchange find(Allocation allocation, StunMessage answer) {
        TransactionId id = answer.transaction();
        for (Exchange exchange : allocation.exchanges) {
            if (exchange.id.equals(id) && Requests.method(exchange.purpose) == answer.method()) {
                return exchange;
            }
        }
        return null;
    }
}
