package org.bailey.svc.provider;

import java.nio.ByteBuffer;
import org.bailey.media.PacketRewriter;
import org.bailey.svc.AvcStream;
import org.bailey.svc.wire.Nal;
import org.bailey.svc.wire.Pacsi;
import org.bailey.svc.wire.PayloadReader;
import org.bailey.svc.wire.Rtp;
import org.bailey.svc.wire.Sps;
import org.jspecify.annotations.Nullable;

/**
 * Packets as a receiver of AVC takes them, without what only layers need. One is held back until it is known whether it is the last of
 * its picture, which carries the marker; as the last packet ends the picture, no picture is later for it.
 */
final class AvcWriter {
    private static final int FU_HEADER = 2;
    /** Where a sequence parameter set has its level: behind header, profile and constraints. */
    private static final int LEVEL = 3;

    private final PayloadReader reader = new PayloadReader();

    /** {@return whether a receiver of AVC gets a unit} */
    static boolean keeps(ByteBuffer in, PayloadReader at) {
        return Nal.isNeeded(at.type())
                && !(at.type() == Nal.SEI && !at.isPiece() && Pacsi.isMicrosoft(in, at.start(), at.end()));
    }

    /**
     * Writes what is left of a payload.
     *
     * @param kept how many of its units are kept, at least one
     * @param bytes of them
     * @param key whether a slice of a key picture begins in it
     */
    void payload(
            AvcStream stream, ByteBuffer in, int length, int kept, int bytes, boolean key, PacketRewriter.Out sink) {
        if (key && !stream.parametersSent) {
            parameters(stream, sink);
        }
        reader.open(in, 0, length);
        boolean together = kept > 1 && stream.terms.fragments() && 1 + 2 * kept + bytes <= stream.terms.mostPayload();
        boolean begun = false;
        while (reader.next()) {
            if (!keeps(in, reader)) {
                continue;
            }
            if (reader.isPiece()) {
                piece(stream, in, length, sink);
            } else if (!together) {
                unit(stream, in, reader.start(), reader.end(), sink);
            } else {
                if (!begun) {
                    begin(stream, sink).put((byte) Nal.STAP_A);
                    begun = true;
                }
                aggregated(stream, stream.held, in);
            }
        }
        if (begun) {
            end(stream);
        }
    }

    private void aggregated(AvcStream stream, ByteBuffer out, ByteBuffer in) {
        int importance = Math.max(out.get(Rtp.HEADER) & 0x60, reader.header() & 0x60);
        out.put(Rtp.HEADER, (byte) (importance | Nal.STAP_A));
        out.putShort((short) (reader.end() - reader.start()));
        whole(stream, in, reader.start(), reader.end(), out);
    }

    /** A unit in one piece; a parameter set with the level its receiver takes. */
    private static void whole(AvcStream stream, ByteBuffer in, int from, int to, ByteBuffer out) {
        int start = out.position();
        copy(in, from, to, out);
        if (Nal.type(in.get(from)) == Nal.SPS && to - from > LEVEL && stream.terms.level() != 0) {
            stream.parameters.sequence(in, from, to);
            level(stream, stream.parameters.sps(), out, start);
        }
    }

    private static void level(AvcStream stream, @Nullable Sps sps, ByteBuffer out, int start) {
        int own = out.get(start + LEVEL) & 0xff;
        int told = Levels.told(sps, own, stream.terms.level(), Levels.rate(stream), stream.counts);
        out.put(start + LEVEL, (byte) told);
    }

    /** Sends what was held back. */
    static void flush(AvcStream stream, boolean last, PacketRewriter.Out sink) {
        if (stream.holding) {
            stream.holding = false;
            if (last) {
                Rtp.mark(stream.held);
            }
            stream.counts.packetsOut++;
            sink.send(stream.held);
        }
    }

    private static ByteBuffer begin(AvcStream stream, PacketRewriter.Out sink) {
        flush(stream, false, sink);
        if (!stream.begunSending) {
            clock(stream);
        }
        ByteBuffer out = stream.held.clear();
        Rtp.header(
                out,
                stream.terms.payloadType(),
                stream.sequence++,
                stream.timestamp + stream.shift,
                stream.terms.ssrc());
        stream.begunSending = true;
        return out;
    }

    /** Time goes forward for the receiver, whatever the clocks of the sender's sources do. */
    private static void clock(AvcStream stream) {
        int apart = stream.timestamp + stream.shift - stream.sentTimestamp;
        if (stream.counts.packetsOut > 0) {
            if (apart <= 0 && apart > -UcToAvc.CLOCK) {
                stream.shift -= apart - 1; // of a moment that was shown: as little later as can be told
            } else if (apart <= 0 || stream.clockChanged && apart > 2 * UcToAvc.CLOCK) {
                stream.shift -= apart - Math.max(stream.step, 1); // from another clock
            }
        }
        stream.clockChanged = false;
        stream.sentTimestamp = stream.timestamp + stream.shift;
    }

    private static void end(AvcStream stream) {
        stream.held.flip();
        stream.holding = true;
    }

    private static void parameters(AvcStream stream, PacketRewriter.Out sink) {
        stream.parametersSent = true;
        for (int i = 0; i < stream.parameters.size(); i++) {
            byte[] bytes = stream.parameters.bytes(i);
            if (bytes != null) {
                ByteBuffer out = begin(stream, sink);
                int start = out.position();
                out.put(bytes);
                if (Nal.type(bytes[0]) == Nal.SPS && stream.terms.level() != 0) {
                    level(stream, stream.parameters.sps(i), out, start);
                }
                end(stream);
                stream.counts.parameterSets++;
            }
        }
    }

    private void piece(AvcStream stream, ByteBuffer in, int length, PacketRewriter.Out sink) {
        if (!reader.begins() && stream.piece != reader.type()) {
            stream.counts.malformed++;
            return;
        }
        stream.piece = reader.ends() ? 0 : reader.type();
        if (!stream.terms.fragments()) {
            assemble(stream, in, sink);
        } else if (length <= stream.terms.mostPayload()) {
            copy(in, 0, length, begin(stream, sink));
            end(stream);
        } else {
            fragments(stream, in, reader.start(), reader.end(), reader.header(), reader.begins(), reader.ends(), sink);
        }
    }

    private void assemble(AvcStream stream, ByteBuffer in, PacketRewriter.Out sink) {
        ByteBuffer unit = stream.assembly;
        if (reader.begins()) {
            stream.assembling = true;
            unit.clear().put((byte) reader.header());
        }
        int size = reader.end() - reader.start();
        if (stream.assembling && unit.position() + size > stream.terms.mostPayload()) {
            stream.assembling = false;
            stream.counts.oversized++;
        }
        if (stream.assembling) {
            copy(in, reader.start(), reader.end(), unit);
            if (reader.ends()) {
                stream.assembling = false;
                unit(stream, unit, 0, unit.position(), sink);
            }
        }
    }

    private static void unit(AvcStream stream, ByteBuffer in, int from, int to, PacketRewriter.Out sink) {
        if (to - from <= stream.terms.mostPayload()) {
            whole(stream, in, from, to, begin(stream, sink));
            end(stream);
        } else if (stream.terms.fragments()) {
            fragments(stream, in, from + 1, to, in.get(from), true, true, sink);
        } else {
            stream.counts.oversized++;
        }
    }

    private static void fragments(
            AvcStream stream,
            ByteBuffer in,
            int from,
            int to,
            int header,
            boolean begins,
            boolean ends,
            PacketRewriter.Out sink) {
        int most = stream.terms.mostPayload() - FU_HEADER;
        for (int at = from; at < to; at += most) {
            int end = Math.min(to, at + most);
            int fu = (begins && at == from ? 0x80 : 0) | (ends && end == to ? 0x40 : 0) | Nal.type(header);
            ByteBuffer out =
                    begin(stream, sink).put((byte) (header & 0xe0 | Nal.FU_A)).put((byte) fu);
            copy(in, at, end, out);
            end(stream);
        }
    }

    private static void copy(ByteBuffer in, int from, int to, ByteBuffer out) {
        out.put(out.position(), in, from, to - from);
        out.position(out.position() + to - from);
    }
}
