package org.bailey.svc.provider;

import java.nio.ByteBuffer;
import org.bailey.media.PacketRewriter;
import org.bailey.svc.AvcStream;
import org.bailey.svc.PacketWindow;
import org.bailey.svc.SourceQueue;
import org.bailey.svc.wire.Rtp;
import org.jspecify.annotations.Nullable;

/**
 * H.264 UC to AVC. Packets of all sources of the chosen stream are put in the order in which a decoder wants them, and sent on
 * without what only layers need; a packet in order leaves at once. One for each thread: it remembers nothing from one packet to the
 * next, all that lies in the {@link AvcStream}.
 */
public final class UcToAvc {
    /** Of video, in Hz. */
    static final int CLOCK = 90_000;

    private static final int TRUSTED = 3;
    /** A packet whose turn has not come for so long has a time that is wrong. */
    private static final long FORGOTTEN = 1_000_000_000L;

    private final StreamChoice choice = new StreamChoice();
    private final Picture picture = new Picture();

    /**
     * Takes one packet.
     *
     * @param packet plain RTP with the payload type of the stream, from position to limit
     * @param nanos when it came
     */
    public void receive(AvcStream stream, ByteBuffer packet, long nanos, PacketRewriter.Out sink) {
        stream.counts.packetsIn++;
        int start = Rtp.payloadStart(packet);
        int end = start < 0 ? -1 : Rtp.payloadEnd(packet, start);
        if (end < 0) {
            stream.counts.malformed++;
            return;
        }
        if (!stream.terms.announced(Rtp.ssrc(packet))) {
            stream.counts.foreign++;
            return;
        }
        if (!stream.begun) {
            stream.begun = true;
            stream.chosenNanos = nanos;
        }
        SourceQueue source = StreamChoice.source(stream, Rtp.ssrc(packet));
        source.lastNanos = nanos;
        int sequence = Rtp.sequence(packet);
        if (Arrivals.admits(stream.counts, stream.window, source, sequence)) {
            choice.learn(stream, source, packet, start, end);
            if (!choice.chooses(stream, source, sequence, nanos)) {
                stream.counts.notChosen++;
                source.due = source.ahead(sequence) >= 0 ? sequence + 1 & 0xffff : source.due;
            } else if (end - start > PacketWindow.LONGEST) {
                stream.counts.oversized++; // missing for those behind it
            } else {
                if (stream.window.isFull()) {
                    drain(stream, nanos, true, sink);
                }
                Arrivals.keep(stream.counts, stream.window, source, packet, start, end, choice.order(), nanos);
            }
        }
        drain(stream, nanos, false, sink);
    }

    /** Sends on what has waited long enough; now and then, also while nothing comes. */
    public void look(AvcStream stream, long nanos, PacketRewriter.Out sink) {
        drain(stream, nanos, false, sink);
        SourceQueue source = stream.openSource;
        if (stream.open && source != null && nanos - source.lastNanos > 2 * stream.terms.reorderNanos()) {
            picture.abandon(stream, nanos, sink);
        }
    }

    private void drain(AvcStream stream, long nanos, boolean force, PacketRewriter.Out sink) {
        inTurn(stream, nanos, force, sink);
        for (SourceQueue source : stream.sources) {
            while (source != null && source.waiting > 0 && forgotten(stream, source, nanos)) {
                picture.giveUp(stream, source, nanos);
            }
        }
    }

    // its time is far ahead: those of its source behind it must not wait for that
    private static boolean forgotten(AvcStream stream, SourceQueue source, long nanos) {
        return nanos - stream.window.arrival(source.place(source.missing())) > FORGOTTEN;
    }

    private void inTurn(AvcStream stream, long nanos, boolean force, PacketRewriter.Out sink) {
        boolean forced = force;
        for (SourceQueue source = first(stream); source != null; source = first(stream)) {
            int missing = source.missing();
            int slot = source.place(missing);
            if (!forced && waits(stream, source, missing, slot, nanos)) {
                return;
            }
            forced = false;
            picture.release(stream, source, missing, slot, nanos, sink);
        }
    }

    /** The source whose first packet is of the earliest picture; where two have one, that of the open picture. */
    private static @Nullable SourceQueue first(AvcStream stream) {
        SourceQueue first = null;
        int earliest = 0;
        for (SourceQueue source : stream.sources) {
            if (source == null || source.waiting == 0) {
                continue;
            }
            int timestamp = stream.window.timestamp(source.place(source.missing()));
            int later = first == null ? -1 : timestamp - earliest;
            if (later < 0 || later == 0 && source == stream.openSource) {
                first = source;
                earliest = timestamp;
            }
        }
        return first;
    }

    /** Whether something that should go before it may still come. */
    private static boolean waits(AvcStream stream, SourceQueue source, int missing, int slot, long nanos) {
        PacketWindow window = stream.window;
        SourceQueue open = stream.open && stream.openSource != source ? stream.openSource : null;
        if (open != null && open.marks && nanos - open.lastNanos < stream.terms.reorderNanos()) {
            return true; // the rest of that picture is coming
        }
        if (nanos - window.arrival(slot) >= stream.terms.reorderNanos()) {
            return false;
        }
        if (missing > 0) {
            return true;
        }
        int timestamp = window.timestamp(slot);
        for (SourceQueue other : stream.sources) {
            if (other != null && other != source && mayPrecede(stream, other, timestamp, nanos)) {
                return true;
            }
        }
        if (open != null) {
            return open.marks;
        }
        return stream.pictured
                && timestamp != stream.timestamp
                && leavesOut(stream, timestamp, window.order(slot))
                && StreamChoice.active(stream, nanos) > 1;
    }

    /** Whether what is missing in another source could be of an earlier picture, and may still come. */
    private static boolean mayPrecede(AvcStream stream, SourceQueue other, int timestamp, long nanos) {
        int missing = other.waiting == 0 ? 0 : other.missing();
        return missing > 0
                && nanos - stream.window.arrival(other.place(missing)) < stream.terms.reorderNanos()
                && (!other.released || timestamp - other.timestamp > 0);
    }

    /** Whether there seems to be a picture between the last one and this. */
    private static boolean leavesOut(AvcStream stream, int timestamp, int order) {
        if (order >= 0 && stream.orderDue >= 0 && stream.orderHits >= TRUSTED) {
            return order != stream.orderDue;
        }
        return stream.step > 0 && timestamp - stream.timestamp > stream.step + stream.step / 4;
    }
}
