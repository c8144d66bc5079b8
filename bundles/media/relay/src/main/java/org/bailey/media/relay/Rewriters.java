package org.bailey.media.relay;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.bailey.media.PacketOut;
import org.bailey.media.PacketRewriter;
import org.bailey.media.RewritingState;
import org.bailey.media.StreamState;
import org.bailey.media.WaitingPackets.Waiting;
import org.bailey.module.Faults;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who rewrites the packets of which lines. While there is none for a line, its packets wait, and go in turn to the one that comes. */
final class Rewriters {
    private static final Logger LOG = LoggerFactory.getLogger(Rewriters.class);
    /** Longer than a version before needs to come back; after that whatever is there is asked again. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private static final long COMPLAIN_NANOS = 60_000_000_000L;

    private final ConcurrentHashMap<Thread, Departure> departures = new ConcurrentHashMap<>();
    private final AtomicLong complained = new AtomicLong();
    private volatile PacketRewriter[] all = {}; // an iterator would be an object a packet
    private volatile Faults faults = Faults.NONE;
    /** The one that threw and that the version before takes the place of. */
    private volatile @Nullable PacketRewriter suspended;

    private volatile long suspendedNanos;

    synchronized void add(PacketRewriter rewriter) {
        all = Stream.concat(Stream.of(all), Stream.of(rewriter)).toArray(PacketRewriter[]::new);
    }

    synchronized void remove(PacketRewriter rewriter) {
        all = Stream.of(all).filter(other -> other != rewriter).toArray(PacketRewriter[]::new);
        suspended = suspended == rewriter ? null : suspended;
    }

    void report(Faults to) {
        faults = to;
    }

    void reportNoMore(Faults to) {
        faults = faults == to ? Faults.NONE : faults;
    }

    /** A packet of a stream that is rewritten. */
    void rtp(StreamState stream, ByteBuffer packet, long nanos, PacketOut out) {
        PacketRewriter rewriter = of(stream, nanos);
        if (rewriter == null || !first(rewriter, stream, nanos, out)) {
            wait(stream, packet, nanos);
            return;
        }
        give(rewriter, stream, packet, nanos, out);
    }

    /** What has waited long enough leaves. */
    void look(StreamState stream, long nanos, PacketOut out) {
        PacketRewriter rewriter = of(stream, nanos);
        if (rewriter == null || !first(rewriter, stream, nanos, out)) {
            return;
        }
        try {
            rewriter.look(stream, nanos, departure(stream, out));
        } catch (RuntimeException | LinkageError e) {
            threw(rewriter, stream, nanos, e);
        }
        ask(stream);
    }

    private @Nullable PacketRewriter of(StreamState stream, long nanos) {
        PacketRewriter waitsFor = suspended;
        for (PacketRewriter rewriter : all) {
            if (rewriter.bridge().equals(stream.control.bridge)) {
                return rewriter == waitsFor && nanos - suspendedNanos < PATIENCE_NANOS ? null : rewriter;
            }
        }
        return null;
    }

    /** Gives it what has waited. {@return whether nothing waits any more} */
    private boolean first(PacketRewriter rewriter, StreamState stream, long nanos, PacketOut out) {
        while (!stream.waiting.isEmpty() && of(stream, nanos) == rewriter) {
            Waiting next = stream.waiting.next();
            if (next != null) {
                give(rewriter, stream, next.packet(), next.nanos(), out);
            }
        }
        return stream.waiting.isEmpty();
    }

    private void give(PacketRewriter rewriter, StreamState stream, ByteBuffer packet, long nanos, PacketOut out) {
        try {
            rewriter.rtp(stream, packet, nanos, departure(stream, out));
        } catch (RuntimeException | LinkageError e) {
            if (threw(rewriter, stream, nanos, e)) {
                wait(stream, packet, nanos);
            }
        }
        ask(stream);
    }

    private Departure departure(StreamState stream, PacketOut out) {
        Thread thread = Thread.currentThread();
        Departure departure = departures.get(thread);
        if (departure == null) {
            departure = new Departure();
            departures.put(thread, departure);
        }
        return departure.of(stream, out);
    }

    private static void wait(StreamState stream, ByteBuffer packet, long nanos) {
        if (!stream.waiting.keep(packet, nanos)) {
            stream.unserved++;
        }
    }

    private static void ask(StreamState stream) {
        RewritingState state = stream.rewriting;
        if (state != null && state.takeKeyWanted()) {
            stream.control.byGateway++;
            Heard.wantKeyFrame(stream.control);
        }
    }

    /** {@return whether the version before comes back for this, and packets wait for it} */
    private boolean threw(PacketRewriter rewriter, StreamState stream, long nanos, Throwable what) {
        if (faults.threw(rewriter, "a packet of the picture from the " + stream.from, what)) {
            suspendedNanos = nanos;
            suspended = rewriter;
            return true;
        }
        stream.failed++;
        long last = complained.get();
        if ((last == 0 || nanos - last >= COMPLAIN_NANOS) && complained.compareAndSet(last, nanos)) {
            LOG.error(
                    "MEDIA-010 {} failed on a packet of a picture",
                    rewriter.getClass().getName(),
                    what);
        }
        return false;
    }
}
