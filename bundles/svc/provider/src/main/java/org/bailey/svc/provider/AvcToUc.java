package org.bailey.svc.provider;

import java.nio.ByteBuffer;
import org.bailey.media.PacketRewriter;
import org.bailey.svc.PacketWindow;
import org.bailey.svc.SourceQueue;
import org.bailey.svc.UcStream;
import org.bailey.svc.wire.Nal;
import org.bailey.svc.wire.Pacsi;
import org.bailey.svc.wire.PayloadReader;
import org.bailey.svc.wire.Rtp;
import org.bailey.svc.wire.SvcHeader;
import org.jspecify.annotations.Nullable;

/**
 * AVC to H.264 UC. A picture is gathered until its last packet, as what goes before it has to say how many units it has; so it leaves
 * when it is whole, or not at all. One for each thread: it remembers nothing from one packet to the next, all that lies in the
 * {@link UcStream}.
 */
public final class AvcToUc {
    /** Where a sequence parameter set has its level: behind header, profile and constraints. */
    private static final int LEVEL = 3;

    private static final long SILENT = 500_000_000L;
    private static final int FIRST_OF_PICTURE = 0x80; // first_mb_in_slice is 0: Exp-Golomb begins with 1

    private final PayloadReader reader = new PayloadReader();
    private final UcWriter writer = new UcWriter();

    /**
     * Takes one packet.
     *
     * @param packet plain RTP with the payload type of the stream, from position to limit
     * @param nanos when it came
     */
    public void receive(UcStream stream, ByteBuffer packet, long nanos, PacketRewriter.Out sink) {
        stream.counts.packetsIn++;
        int start = Rtp.payloadStart(packet);
        int end = start < 0 ? -1 : Rtp.payloadEnd(packet, start);
        if (end < 0) {
            stream.counts.malformed++;
            return;
        }
        SourceQueue source = source(stream, Rtp.ssrc(packet), nanos);
        if (source == null) {
            stream.counts.foreign++;
            return;
        }
        source.lastNanos = nanos;
        int sequence = Rtp.sequence(packet);
        if (Arrivals.admits(stream.counts, stream.window, source, sequence)) {
            if (end - start > PacketWindow.LONGEST) {
                stream.counts.oversized++; // missing for those behind it
            } else {
                if (stream.window.isFull()) {
                    release(stream, source, source.missing(), nanos, sink);
                }
                Arrivals.keep(stream.counts, stream.window, source, packet, start, end, -1, nanos);
            }
        }
        look(stream, nanos, sink);
    }

    /** Sends on what has waited long enough; now and then, also while nothing comes. */
    public void look(UcStream stream, long nanos, PacketRewriter.Out sink) {
        SourceQueue source = stream.source;
        while (source != null && source.waiting > 0) {
            int missing = source.missing();
            long waited = nanos - stream.window.arrival(source.place(missing));
            if (missing > 0 && waited < stream.terms.reorderNanos()) {
                return;
            }
            release(stream, source, missing, nanos, sink);
        }
    }

    private static @Nullable SourceQueue source(UcStream stream, int ssrc, long nanos) {
        SourceQueue source = stream.source;
        if (source != null && source.ssrc == ssrc) {
            return source;
        }
        if (source != null) {
            if (nanos - source.lastNanos < SILENT) {
                return null;
            }
            source.clear(stream.window);
            stream.open = false;
            wait(stream, nanos);
        }
        source = new SourceQueue(ssrc);
        stream.source = source;
        return source;
    }

    private void release(UcStream stream, SourceQueue source, int missing, long nanos, PacketRewriter.Out sink) {
        int slot = source.place(missing);
        PacketWindow window = stream.window;
        ByteBuffer in = window.payload(slot);
        int length = window.length(slot);
        int timestamp = window.timestamp(slot);
        source.take(missing);
        if (missing > 0) {
            stream.counts.lost += missing;
            stream.damaged = true;
            wait(stream, nanos);
        }
        if (stream.open && timestamp != stream.timestamp) {
            finish(stream, nanos, sink);
        }
        boolean good = length > 0 && reader.open(in, 0, length);
        if (!stream.open) {
            begin(stream, timestamp);
            stream.damaged = missing > 0 && !(good && begins(in));
        }
        if (good) {
            reader.open(in, 0, length);
            while (reader.next()) {
                add(stream, in);
            }
        } else if (length > 0) {
            stream.counts.malformed++;
            stream.damaged = true;
        }
        if (window.marker(slot)) {
            finish(stream, nanos, sink);
        }
        window.giveBack(slot);
    }

    /** Whether a payload can be the first of a picture. */
    private boolean begins(ByteBuffer in) {
        if (!reader.next() || !reader.begins()) {
            return false;
        }
        int place = reader.start() + (reader.isPiece() ? 0 : 1);
        return !Nal.isSlice(reader.type()) || place < reader.end() && (in.get(place) & FIRST_OF_PICTURE) != 0;
    }

    private static void begin(UcStream stream, int timestamp) {
        stream.open = true;
        stream.timestamp = timestamp;
        stream.units = 0;
        stream.starts[0] = 0;
        stream.picture.clear();
        stream.key = false;
        stream.parametersGiven = false;
        stream.referred = false;
        stream.piece = 0;
        stream.temporal = 0;
    }

    private void add(UcStream stream, ByteBuffer in) {
        int type = reader.type();
        if (type == Nal.PREFIX) {
            stream.counts.prefixes++;
            stream.temporal = SvcHeader.temporal(SvcHeader.read(in, reader.start() + 1));
        }
        if (!Nal.isNeeded(type)
                || type == Nal.SEI && !reader.isPiece() && Pacsi.isMicrosoft(in, reader.start(), reader.end())) {
            return;
        }
        if (reader.begins()) {
            if (stream.piece != 0) {
                stream.damaged = true; // the one before has no end
            }
            if (type == Nal.IDR && !stream.parametersGiven) {
                parameters(stream);
            }
            if (reader.isPiece()) {
                stream.piece = type;
                put(stream, reader.header());
            }
        } else if (stream.piece != type) {
            stream.damaged = true;
            return;
        }
        put(stream, in, reader.start(), reader.end());
        stream.key |= type == Nal.IDR;
        stream.referred |= Nal.isSlice(type) && Nal.refIdc(reader.header()) > 0;
        if (reader.ends()) {
            stream.piece = 0;
            unit(stream, type);
        }
    }

    private static void unit(UcStream stream, int type) {
        if (stream.damaged) {
            return;
        }
        if (stream.units == UcStream.UNITS) {
            stream.damaged = true;
            stream.counts.oversized++;
            return;
        }
        int from = stream.starts[stream.units];
        int to = stream.picture.position();
        stream.starts[++stream.units] = to;
        if (type == Nal.SPS) {
            stream.parameters.sequence(stream.picture, from, to);
            level(stream, from);
            stream.parametersGiven = true;
        } else if (type == Nal.PPS) {
            stream.parameters.picture(stream.picture, from, to);
        }
    }

    private static void level(UcStream stream, int from) {
        int own = stream.picture.get(from + LEVEL) & 0xff;
        int rate = stream.terms.picturesInTenSeconds();
        int told = Levels.told(stream.parameters.sps(), own, stream.terms.level(), rate, stream.counts);
        stream.picture.put(from + LEVEL, (byte) told);
    }

    private static void parameters(UcStream stream) {
        stream.parametersGiven = true;
        for (int i = 0; i < stream.parameters.size(); i++) {
            byte[] bytes = stream.parameters.bytes(i);
            if (bytes != null && room(stream, bytes.length)) {
                stream.picture.put(bytes);
                stream.counts.parameterSets++;
                unit(stream, 0);
            }
        }
    }

    private static void put(UcStream stream, int octet) {
        if (room(stream, 1)) {
            stream.picture.put((byte) octet);
        }
    }

    private static void put(UcStream stream, ByteBuffer in, int from, int to) {
        if (room(stream, to - from)) {
            stream.picture.put(stream.picture.position(), in, from, to - from);
            stream.picture.position(stream.picture.position() + to - from);
        }
    }

    private static boolean room(UcStream stream, int more) {
        int needed = stream.picture.position() + more;
        if (stream.damaged) {
            return false;
        }
        if (needed > UcStream.LARGEST) {
            stream.damaged = true;
            stream.counts.oversized++;
            return false;
        }
        if (needed > stream.picture.capacity()) {
            ByteBuffer larger =
                    ByteBuffer.allocate(Math.max(needed, Math.min(UcStream.LARGEST, 2 * stream.picture.capacity())));
            stream.picture = larger.put(stream.picture.flip());
        }
        return true;
    }

    private void finish(UcStream stream, long nanos, PacketRewriter.Out sink) {
        if (!stream.open) {
            return;
        }
        stream.open = false;
        if (stream.piece != 0) {
            stream.damaged = true;
        }
        if (stream.damaged) {
            stream.counts.picturesDropped++;
            wait(stream, nanos);
            stream.damaged = false;
            return;
        }
        if (stream.units == 0) {
            return;
        }
        boolean frozen = stream.counts.pictures > 0 && nanos - stream.waitingNanos > stream.terms.freezeNanos();
        if (stream.waiting && !(stream.key || frozen) || stream.parameters.sps() == null) {
            stream.counts.picturesDropped++;
            ask(stream, nanos);
            return;
        }
        stream.waiting = false;
        writer.write(stream, sink);
    }

    private static void wait(UcStream stream, long nanos) {
        if (!stream.waiting) {
            stream.waiting = true;
            stream.waitingNanos = nanos;
        }
        ask(stream, nanos);
    }

    private static void ask(UcStream stream, long nanos) {
        if (stream.counts.keyWanted == 0 || nanos - stream.keyWantedNanos > SILENT) {
            stream.keyWanted = true;
            stream.keyWantedNanos = nanos;
            stream.counts.keyWanted++;
        }
    }
}
