package org.bailey.svc.provider;

import java.nio.ByteBuffer;
import org.bailey.svc.PacketWindow;
import org.bailey.svc.SourceQueue;
import org.bailey.svc.SvcCounts;
import org.bailey.svc.wire.Rtp;

/** Packets of one source are put where their number says. */
final class Arrivals {
    private Arrivals() {}

    /** {@return whether a packet is news, and near enough to those before it; two in a row elsewhere begin a new row} */
    static boolean admits(SvcCounts counts, PacketWindow window, SourceQueue source, int sequence) {
        if (!source.begun) {
            source.begun = true;
            source.due = sequence;
        }
        int ahead = source.ahead(sequence);
        if (ahead >= SourceQueue.SPAN || ahead <= -SourceQueue.SPAN) {
            if (sequence != source.afterLeap) {
                source.afterLeap = sequence + 1 & 0xffff;
                counts.late++;
                return false;
            }
            source.clear(window);
            source.due = sequence - 1 & 0xffff; // the one before is missing: it was the first after the leap
        } else if (ahead < 0) {
            counts.late++;
            return false;
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
