package org.bailey.svc.provider;

import java.nio.ByteBuffer;
import org.bailey.media.PacketRewriter;
import org.bailey.svc.UcStream;
import org.bailey.svc.wire.LayerTable;
import org.bailey.svc.wire.Nal;
import org.bailey.svc.wire.Pacsi;
import org.bailey.svc.wire.Rtp;
import org.bailey.svc.wire.Sps;
import org.bailey.svc.wire.SvcHeader;

/**
 * Packets of a picture as a receiver of H.264 UC takes them: the description of its layer, then its units; small ones together, long
 * ones in pieces.
 */
final class UcWriter {
    private static final int FU_HEADER = 2;

    private int layer;

    void write(UcStream stream, PacketRewriter.Out sink) {
        ByteBuffer picture = stream.picture;
        if (stream.key) {
            stream.told = stream.seen;
            stream.seen = 1;
            stream.counts.keyPictures++;
        }
        stream.counts.pictures++;
        layer = layer(stream);
        if (stream.referred) {
            stream.references++;
        }
        begin(stream);
        ByteBuffer out = stream.out;
        describe(stream, out);
        int next = 0;
        int size = out.position() - Rtp.HEADER;
        if (fits(stream, 0, 1 + 2 + size)) {
            next = aggregate(stream, 0, size);
        }
        while (next < stream.units) {
            send(stream, false, sink);
            int from = stream.starts[next];
            int to = stream.starts[next + 1];
            begin(stream);
            if (to - from > stream.terms.mostPayload()) {
                pieces(stream, from, to, sink);
                next++;
            } else {
                copy(picture, from, to, out);
                next++;
                if (fits(stream, next, 1 + 2 + to - from)) {
                    next = aggregate(stream, next, to - from);
                }
            }
        }
        send(stream, true, sink);
        stream.order = stream.order + stream.units & 0xffff;
    }

    /** The layer its pictures go on in: the highest the receiver was told of that is not above the own. */
    private static int layer(UcStream stream) {
        int own = Math.min(stream.temporal, stream.terms.layers() - 1);
        stream.seen |= 1L << own;
        while (own > 0 && (stream.told >> own & 1) == 0) {
            own--;
        }
        return own;
    }

    private void describe(UcStream stream, ByteBuffer out) {
        int importance = 0;
        for (int i = 0; i < stream.units; i++) {
            importance = Math.max(importance, Nal.refIdc(stream.picture.get(stream.starts[i])));
        }
        boolean discardable = layer > 0 && !stream.referred;
        Pacsi.head(out, importance, SvcHeader.of(stream.key, layer, layer, discardable), stream.order);
        Sps sps = stream.parameters.sps();
        if (stream.key && sps != null) {
            Pacsi.layout(out, stream.told);
            int top = 63 - Long.numberOfLeadingZeros(stream.told);
            for (int each = 0; each <= top; each++) {
                if ((stream.told >> each & 1) != 0) {
                    // each layer above doubles the rate
                    int kind = each == 0 ? LayerTable.BASE : LayerTable.TEMPORAL;
                    Pacsi.layer(
                            out,
                            sps,
                            stream.terms.bitsPerSecond() >> top - each,
                            stream.terms.picturesInTenSeconds() >> top - each,
                            kind,
                            each);
                }
            }
        }
        Pacsi.bitstream(out, stream.references & 0xff, stream.units);
    }

    /** Whether a unit goes into an aggregate that is so long already. */
    private static boolean fits(UcStream stream, int unit, int length) {
        return stream.terms.aggregates()
                && unit < stream.units
                && length + 2 + stream.starts[unit + 1] - stream.starts[unit] <= stream.terms.mostPayload();
    }

    /** Makes an aggregate of the unit of that size in the packet and those that fit behind it. {@return the next unit} */
    private static int aggregate(UcStream stream, int unit, int size) {
        ByteBuffer out = stream.out;
        int importance = out.get(Rtp.HEADER) & 0x60;
        out.put(Rtp.HEADER + 3, out, Rtp.HEADER, size);
        out.put(Rtp.HEADER, (byte) Nal.STAP_A).putShort(Rtp.HEADER + 1, (short) size);
        out.position(Rtp.HEADER + 3 + size);
        int next = unit;
        while (fits(stream, next, out.position() - Rtp.HEADER)) {
            int from = stream.starts[next];
            int to = stream.starts[next + 1];
            importance = Math.max(importance, stream.picture.get(from) & 0x60);
            out.putShort((short) (to - from));
            copy(stream.picture, from, to, out);
            next++;
        }
        out.put(Rtp.HEADER, (byte) (importance | Nal.STAP_A));
        return next;
    }

    /** Leaves the last piece in the packet. */
    private void pieces(UcStream stream, int from, int to, PacketRewriter.Out sink) {
        int header = stream.picture.get(from);
        int most = stream.terms.mostPayload() - FU_HEADER;
        for (int at = from + 1; at < to; at += most) {
            int end = Math.min(to, at + most);
            int fu = (at == from + 1 ? 0x80 : 0) | (end == to ? 0x40 : 0) | Nal.type(header);
            stream.out.put((byte) (header & 0xe0 | Nal.FU_A)).put((byte) fu);
            copy(stream.picture, at, end, stream.out);
            if (end < to) {
                send(stream, false, sink);
                begin(stream);
            }
        }
    }

    private void begin(UcStream stream) {
        Rtp.header(
                stream.out.clear(),
                stream.terms.payloadType(),
                stream.sequences[layer]++,
                stream.timestamp,
                stream.terms.ssrc() + layer);
    }

    private static void send(UcStream stream, boolean last, PacketRewriter.Out sink) {
        ByteBuffer packet = stream.out.flip();
        if (last) {
            Rtp.mark(packet);
        }
        stream.counts.packetsOut++;
        sink.send(packet);
    }

    private static void copy(ByteBuffer in, int from, int to, ByteBuffer out) {
        out.put(out.position(), in, from, to - from);
        out.position(out.position() + to - from);
    }
}
