package org.bailey.svc.provider;

import java.nio.ByteBuffer;
import org.bailey.media.PacketRewriter;
import org.bailey.svc.AvcStream;
import org.bailey.svc.PacketWindow;
import org.bailey.svc.SourceQueue;
import org.bailey.svc.SvcCounts;
import org.bailey.svc.wire.Nal;
import org.bailey.svc.wire.PayloadReader;
import org.bailey.svc.wire.Sps;
import org.bailey.svc.wire.SvcHeader;

/** One picture after the other on its way to AVC: where each begins and ends, which are not sent, what a loss means. */
final class Picture {
    /** A source without pictures that others refer to for so long carries a layer that can do without. */
    private static final int DISPOSABLE = 8;

    private static final int WHOLE = 8;
    private static final int STEPS = 16;
    private static final int MOST_MISSING = 100;

    private final PayloadReader reader = new PayloadReader();
    private final AvcWriter writer = new AvcWriter();

    // of the payload that is looked at
    private boolean good;
    private boolean described;
    private boolean describedReferred;
    private boolean begins;
    private boolean key;
    private boolean keySlice;
    private int kept;
    private int bytes;

    /** A packet's turn has come; so many before it will not come any more. */
    void release(AvcStream stream, SourceQueue source, int missing, int slot, long nanos, PacketRewriter.Out sink) {
        PacketWindow window = stream.window;
        source.take(missing);
        int timestamp = window.timestamp(slot);
        boolean same = stream.pictured && timestamp == stream.timestamp;
        int apart = timestamp - stream.timestamp;
        if (stream.pictured && apart < -UcToAvc.CLOCK) {
            stream.pictured = false; // that far back nothing waits: its clock has begun anew
        }
        if (stream.pictured && apart < 0) {
            stream.counts.late++;
            lost(stream, source, 1, nanos);
        } else {
            if (missing > 0) {
                stream.counts.lost += missing;
                lost(stream, source, missing, nanos);
            }
            if (!same) {
                if (source == stream.openSource) {
                    source.marks &= !stream.open || missing > 0;
                    close(stream, sink);
                } else {
                    abandon(stream, nanos, sink);
                }
                stream.parametersSent = false;
                stream.referred = false;
                stream.units = 0;
            }
            inspect(stream, window.payload(slot), window.length(slot));
            if (!same) {
                open(stream, source, timestamp, window.order(slot));
                if (missing > 0 && (!begins || source.svc >= 0 && !described)) {
                    stream.incomplete = true;
                    lost(stream, source, 0, nanos);
                }
                admit(stream, source, nanos);
            } else {
                stream.open = true;
            }
            content(stream, source, window.payload(slot), window.length(slot), nanos, sink);
            if (window.marker(slot)) {
                source.marks = true;
                close(stream, sink);
            }
            source.timestamp = timestamp;
            source.released = true;
        }
        window.giveBack(slot);
    }

    /** The first packet of a source is thrown away, as its turn does not come. */
    void giveUp(AvcStream stream, SourceQueue source, long nanos) {
        int missing = source.missing();
        int slot = source.place(missing);
        source.take(missing);
        stream.window.giveBack(slot);
        stream.counts.late++;
        lost(stream, source, missing + 1, nanos);
    }

    /** Looks at what is in a payload, and remembers parameter sets. */
    private void inspect(AvcStream stream, ByteBuffer in, int length) {
        described = false;
        describedReferred = false;
        begins = true;
        key = false;
        keySlice = false;
        kept = 0;
        bytes = 0;
        good = length == 0 || reader.open(in, 0, length);
        if (!good || length == 0) {
            return;
        }
        begins = false;
        boolean first = true;
        while (reader.next()) {
            begins |= first && reader.begins();
            first = false;
            unit(stream, in, reader.type());
        }
    }

    private void unit(AvcStream stream, ByteBuffer in, int type) {
        SvcCounts counts = stream.counts;
        if (type == Nal.PACSI) {
            described = true;
            describedReferred = Nal.refIdc(reader.header()) > 0;
            counts.descriptions++;
            key |= SvcHeader.idr(SvcHeader.read(in, reader.start() + 1));
            return;
        }
        stream.units += reader.begins() ? 1 : 0;
        if (type == Nal.PREFIX) {
            counts.prefixes++;
        } else if (type == Nal.SUBSET_SPS || type == Nal.SLICE_EXTENSION) {
            counts.extensions++;
        }
        if (!AvcWriter.keeps(in, reader)) {
            return;
        }
        kept++;
        bytes += reader.end() - reader.start();
        stream.referred |= Nal.isSlice(type) && Nal.refIdc(reader.header()) > 0;
        keySlice |= type == Nal.IDR && reader.begins();
        key |= keySlice || type == Nal.SPS;
        if (type == Nal.SPS && !reader.isPiece()) {
            stream.parameters.sequence(in, reader.start(), reader.end());
            stream.parametersSent = true;
        } else if (type == Nal.PPS && !reader.isPiece()) {
            stream.parameters.picture(in, reader.start(), reader.end());
        }
    }

    private static void open(AvcStream stream, SourceQueue source, int timestamp, int order) {
        int apart = timestamp - stream.timestamp;
        if (stream.pictured && apart < UcToAvc.CLOCK) {
            step(stream, apart);
        }
        if (order >= 0 && stream.orderDue >= 0) {
            stream.orderHits = order == stream.orderDue ? stream.orderHits + 1 : 0;
        }
        stream.order = order;
        stream.open = true;
        stream.openSource = source;
        stream.timestamp = timestamp;
        stream.pictured = true;
        stream.dropped = false;
        stream.incomplete = false;
        stream.thinned = false;
        stream.begunSending = false;
        stream.key = false;
        stream.piece = 0;
        stream.assembling = false;
    }

    private static void step(AvcStream stream, int apart) {
        if (stream.step == 0 || apart < stream.step) {
            stream.step = apart;
            stream.shorterSteps = 0;
        } else if (apart > stream.step + stream.step / 4) {
            stream.shorterSteps++;
            if (stream.shorterSteps >= STEPS) {
                stream.step = apart;
                stream.shorterSteps = 0;
            }
        } else {
            stream.shorterSteps = 0;
        }
    }

    /** Whether a picture that begins is sent on. */
    private void admit(AvcStream stream, SourceQueue source, long nanos) {
        int temporal = temporal(source);
        if (stream.waiting) {
            boolean frozen = stream.counts.pictures > 0 && nanos - stream.waitingNanos > stream.terms.freezeNanos();
            if (key && temporal == 0 && !stream.incomplete) {
                stream.waiting = false;
                stream.brokenFrom = WHOLE;
            } else if (frozen && temporal == 0 && stream.parameters.complete()) {
                stream.waiting = false;
            } else {
                stream.dropped = true;
                StreamChoice.ask(stream, nanos);
            }
        } else if (temporal >= stream.brokenFrom) {
            stream.dropped = true;
        } else if (!stream.incomplete) {
            stream.brokenFrom = WHOLE;
        }
        stream.dropped |= stream.incomplete;
        stream.thinned = temporal > Levels.highestLayer(stream) && spared(stream);
    }

    /** Whether no other picture misses the one that begins: nothing refers to it, or those that do are above it. */
    private boolean spared(AvcStream stream) {
        Sps sps = stream.parameters.sps();
        boolean referredTo = described ? describedReferred : kept == 0 || stream.referred;
        return !referredTo || sps != null && sps.gaps();
    }

    private void content(
            AvcStream stream, SourceQueue source, ByteBuffer in, int length, long nanos, PacketRewriter.Out sink) {
        if (!good) {
            stream.counts.malformed++;
            stream.incomplete = true;
            lost(stream, source, 1, nanos);
        }
        if (key && stream.waiting && stream.dropped && !stream.incomplete) {
            admitLate(stream);
        }
        stream.key |= key;
        if (good && kept > 0 && !stream.dropped && !stream.thinned) {
            writer.payload(stream, in, length, kept, bytes, keySlice, sink);
        }
    }

    // what came of the picture before was nothing a decoder needs to begin with
    private static void admitLate(AvcStream stream) {
        stream.waiting = false;
        stream.dropped = false;
        stream.brokenFrom = WHOLE;
    }

    /** Something of a source is missing: what does that break. */
    private static void lost(AvcStream stream, SourceQueue source, int packets, long nanos) {
        boolean disposable = source.sinceReference >= DISPOSABLE;
        boolean within = stream.open && stream.openSource == source;
        if (!disposable) {
            stream.sequence += Math.min(packets, MOST_MISSING); // its receiver is to know
        } else if (within && stream.begunSending) {
            stream.sequence++;
        }
        if (within) {
            stream.dropped = true;
            stream.incomplete = true;
        }
        if (disposable) {
            return;
        }
        int temporal = temporal(source);
        Sps sps = stream.parameters.sps();
        if (temporal > 0) {
            stream.brokenFrom = Math.min(stream.brokenFrom, temporal);
        } else if (!stream.waiting) {
            stream.waiting = true;
            stream.waitingNanos = nanos;
        }
        if (temporal == 0 || sps == null || !sps.gaps()) {
            StreamChoice.ask(stream, nanos);
        }
    }

    /** Of the picture that is open nothing more will come: without a marker where there should be one, its end is missing. */
    void abandon(AvcStream stream, long nanos, PacketRewriter.Out sink) {
        SourceQueue source = stream.openSource;
        if (stream.open && source != null && (source.marks || stream.piece != 0)) {
            lost(stream, source, 1, nanos);
        }
        close(stream, sink);
    }

    private static void close(AvcStream stream, PacketRewriter.Out sink) {
        if (!stream.open) {
            return;
        }
        stream.open = false;
        stream.dropped |= stream.piece != 0;
        AvcWriter.flush(stream, !stream.dropped, sink); // without the marker its receiver sees that there is more to it
        if (stream.thinned) {
            stream.counts.thinned++;
        } else if (stream.dropped) {
            stream.counts.picturesDropped++;
        } else if (stream.begunSending) {
            stream.counts.pictures++;
            stream.counts.keyPictures += stream.key ? 1 : 0;
        }
        SourceQueue source = stream.openSource;
        if (source != null && !stream.incomplete) {
            source.sinceReference = stream.referred ? 0 : Math.min(source.sinceReference + 1, DISPOSABLE);
        }
        stream.orderDue = stream.order < 0 || stream.incomplete ? -1 : stream.order + stream.units & 0xffff;
    }

    private static int temporal(SourceQueue source) {
        return source.svc < 0 ? 0 : SvcHeader.temporal(source.svc);
    }
}
