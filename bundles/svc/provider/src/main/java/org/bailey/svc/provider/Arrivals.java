package org.bailey.svc.provider;

import java.nio.ByteBuffer;
import org.bailey.svc.PacketWindow;
import org.bailey.svc.SourceQueue;
import org.bailey.svc.SvcCounts;
import org.bailey.svc.wire.Rtp;

/** Packets of one source are put where their number says. */
final class Arrivals {
    /** So many packets in a row with numbers that are over, or far from what is due, begin a new row of numbers. */
    private static final int NEAR = 4;

    private static final int FAR = 2;

    private Arrivals() {}

    /** {@return whether a packet is news, and near enough to those before it} */
    static boolean admits(SvcCounts counts, PacketWindow window, SourceQueue source, int sequence) {
        if (!source.begun) {
            source.begun = true;
            source.due = sequence;
        }
        int ahead = source.ahead(sequence);
        if (ahead < 0 || ahead >= SourceQueue.SPAN) {
            counts.late++;
            source.elsewhere = sequence == source.afterLeap ? source.elsewhere + 1 : 1;
            source.afterLeap = sequence + 1 & 0xffff;
            boolean far = ahead <= -SourceQueue.SPAN || ahead >= SourceQueue.SPAN;
            if (source.elsewhere < (far ? FAR : NEAR)) {
                return false;
            }
            source.clear(window);
            source.due = sequence - 1 & 0xffff; // what came before was thrown away
            counts.late--;
        } else if (source.has(sequence)) {
            counts.duplicate++;
            return false;
        }
        source.afterLeap = -1;
        return true;
    }

    /** Keeps a payload until its turn comes. There has to be room in the window. */
    static void keep(
            SvcCounts counts,
            PacketWindow window,
            SourceQueue source,
            ByteBuffer packet,
            int start,
            int end,
            int order,
            long nanos) {
        int sequence = Rtp.sequence(packet);
        int ahead = source.ahead(sequence);
        if (ahead < 0) {
            counts.late++; // what was due went on as lost just now
            return;
        }
        counts.reordered += ahead > 0 ? 1 : 0;
        int slot = window.keep(packet, start, end - start, Rtp.timestamp(packet), Rtp.marker(packet), order, nanos);
        source.put(sequence, slot);
        counts.mostWaiting = Math.max(counts.mostWaiting, window.waiting());
    }
}
