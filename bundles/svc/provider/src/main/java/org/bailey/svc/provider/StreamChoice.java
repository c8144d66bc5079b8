package org.bailey.svc.provider;

import java.nio.ByteBuffer;
import org.bailey.svc.AvcStream;
import org.bailey.svc.SourceQueue;
import org.bailey.svc.wire.LayerTable;
import org.bailey.svc.wire.Nal;
import org.bailey.svc.wire.PacsiReader;
import org.bailey.svc.wire.SvcHeader;

/** Learns which source carries which layer, and chooses among simulcast streams: the largest picture the receiver takes. */
final class StreamChoice {
    /** How long the chosen stream may be silent before another one is taken. */
    private static final long PATIENCE = 1_000_000_000L;

    private static final long ASK_AGAIN = 500_000_000L;
    private static final int SPATIAL = AvcStream.NOBODY + 1;

    private final PacsiReader pacsi = new PacsiReader();
    private boolean key;
    private int order;

    /** {@return the source's queue; a new source takes the place of the one silent longest} */
    static SourceQueue source(AvcStream stream, int ssrc) {
        int place = 0;
        for (int i = 0; i < AvcStream.SOURCES; i++) {
            SourceQueue source = stream.sources[i];
            if (source == null) {
                place = i;
                break;
            }
            if (source.ssrc == ssrc) {
                return source;
            }
            SourceQueue silent = stream.sources[place];
            place = silent != null && source.lastNanos - silent.lastNanos < 0 ? i : place;
        }
        SourceQueue old = stream.sources[place];
        if (old != null) {
            old.clear(stream.window);
        }
        SourceQueue source = new SourceQueue(ssrc);
        stream.sources[place] = source;
        return source;
    }

    /** {@return decoding order the last payload learned from told; -1 for none} */
    int order() {
        return order;
    }

    /** Learns from the first unit of a payload. */
    void learn(AvcStream stream, SourceQueue source, ByteBuffer in, int from, int to) {
        key = false;
        order = -1;
        int start = from;
        int end = to;
        int type = from < to ? Nal.type(in.get(from)) : 0;
        if (type == Nal.STAP_A && to - from > 3) {
            start = from + 3;
            end = start + (in.getShort(from + 1) & 0xffff);
            type = end <= to ? Nal.type(in.get(start)) : 0;
        }
        int svc = -1;
        if (type == Nal.PACSI && pacsi.read(in, start, end)) {
            svc = pacsi.svc();
            order = pacsi.order();
            key = SvcHeader.idr(svc) && SvcHeader.temporal(svc) == 0;
            if (pacsi.layoutStart() >= 0 && !stream.layers.read(in, pacsi.layoutStart(), pacsi.layoutEnd())) {
                stream.counts.malformed++;
            }
        } else if ((type == Nal.PREFIX || type == Nal.SLICE_EXTENSION) && end - start > SvcHeader.BYTES) {
            svc = SvcHeader.read(in, start + 1);
            key = SvcHeader.idr(svc);
        } else {
            boolean piece = type == Nal.FU_A && end - start > 2 && (in.get(start + 1) & 0x80) != 0;
            key = type == Nal.SPS || type == Nal.IDR || piece && Nal.type(in.get(start + 1)) == Nal.IDR;
        }
        if (svc >= 0 && (SvcHeader.isBase(svc) || source.svc < 0 || !SvcHeader.isBase(source.svc))) {
            boolean own = source.svc < 0 && stream.chosen == of(stream, source);
            source.svc = svc;
            stream.chosen = own ? of(stream, source) : stream.chosen;
        }
    }

    /**
     * Whether a source belongs to the stream that is sent on. A key picture of the one that is wanted makes it so.
     *
     * @param sequence of the packet that was learned from
     */
    boolean chooses(AvcStream stream, SourceQueue source, int sequence, long nanos) {
        int own = of(stream, source);
        if (own == SPATIAL) {
            return false;
        }
        if (own == stream.chosen) {
            stream.chosenNanos = nanos;
            based(stream, source);
            return true;
        }
        boolean take = own == wanted(stream) || stream.chosen == AvcStream.NOBODY || ended(stream, nanos);
        if (take && key) {
            choose(stream, own, source, sequence, nanos);
            return true;
        }
        if (take) {
            stream.wanted = own;
            ask(stream, nanos);
        }
        return false;
    }

    private static void based(AvcStream stream, SourceQueue source) {
        if (source.svc < 0 || SvcHeader.temporal(source.svc) == 0) {
            stream.base = source.ssrc & 0xffff_ffffL;
        }
    }

    private static boolean ended(AvcStream stream, long nanos) {
        boolean gone = stream.layers.known() && stream.chosen >= 0 && !stream.layers.has(stream.chosen);
        return gone || nanos - stream.chosenNanos > PATIENCE;
    }

    private static void choose(AvcStream stream, int own, SourceQueue source, int sequence, long nanos) {
        if (stream.chosen != AvcStream.NOBODY) {
            stream.counts.switches++;
        }
        stream.chosen = own;
        stream.wanted = AvcStream.NOBODY;
        based(stream, source);
        stream.chosenNanos = nanos;
        stream.parameters.forget();
        stream.waiting = true;
        stream.waitingNanos = nanos;
        stream.brokenFrom = 8;
        stream.orderDue = -1;
        stream.orderHits = 0;
        for (SourceQueue other : stream.sources) {
            if (other != null) {
                other.clear(stream.window);
            }
        }
        source.due = sequence;
        stream.pictured = false;
        stream.clockChanged = true;
    }

    static void ask(AvcStream stream, long nanos) {
        if (stream.counts.keyWanted == 0 || nanos - stream.keyWantedNanos > ASK_AGAIN) {
            stream.keyWanted = true;
            stream.keyWantedNanos = nanos;
            stream.counts.keyWanted++;
        }
    }

    /** {@return number of the base layer a source belongs to; below 0 for a source that has not said} */
    private static int of(AvcStream stream, SourceQueue source) {
        if (source.svc < 0) {
            return ~place(stream, source);
        }
        if (!SvcHeader.isBase(source.svc)) {
            return SPATIAL;
        }
        LayerTable layers = stream.layers;
        int layer = SvcHeader.priority(source.svc);
        for (int below = layer; layers.has(layer) && below >= 0; below--) {
            if (layers.has(below) && layers.kind(below) == LayerTable.BASE) {
                return below;
            }
        }
        if (SvcHeader.temporal(source.svc) == 0) {
            return layer;
        }
        int base = -1;
        for (SourceQueue other : stream.sources) {
            if (other != null && other.svc >= 0 && SvcHeader.temporal(other.svc) == 0 && SvcHeader.isBase(other.svc)) {
                int its = SvcHeader.priority(other.svc);
                base = its <= layer && its > base ? its : base;
            }
        }
        return base >= 0 ? base : layer;
    }

    private static int place(AvcStream stream, SourceQueue source) {
        int place = 0;
        while (place < AvcStream.SOURCES - 1 && stream.sources[place] != source) {
            place++;
        }
        return place;
    }

    /** The largest stream the receiver takes, else the smallest there is; nobody where the layout is not known. */
    private static int wanted(AvcStream stream) {
        LayerTable layers = stream.layers;
        int best = AvcStream.NOBODY;
        boolean fits = false;
        long area = 0;
        for (int layer = 0; layer < LayerTable.LAYERS; layer++) {
            if (layers.has(layer) && layers.kind(layer) == LayerTable.BASE) {
                long its = (long) layers.width(layer) * layers.height(layer);
                boolean taken = stream.terms.takes(layers.width(layer), layers.height(layer));
                if (best == AvcStream.NOBODY || taken && (!fits || its > area) || !taken && !fits && its < area) {
                    best = layer;
                    area = its;
                    fits = taken;
                }
            }
        }
        return best;
    }

    /** {@return how many sources of the stream that is sent on have brought something lately} */
    static int active(AvcStream stream, long nanos) {
        int active = 0;
        for (SourceQueue source : stream.sources) {
            if (source != null && nanos - source.lastNanos < ASK_AGAIN && of(stream, source) == stream.chosen) {
                active++;
            }
        }
        return active;
    }
}
