package org.bailey.rtcp;

import java.nio.ByteBuffer;
import org.bailey.rtcp.Feedback.BitRates;
import org.bailey.rtcp.Feedback.FullIntra;
import org.bailey.rtcp.Feedback.LayerLoss;
import org.bailey.rtcp.Feedback.Missing;
import org.bailey.rtcp.Feedback.PictureLoss;
import org.bailey.rtcp.Feedback.ReceiverMaximum;
import org.bailey.rtcp.Feedback.SpeakerHistory;
import org.bailey.rtcp.Feedback.Unknown;

/** Puts packets into a buffer, each at its position. A buffer too small is a mistake of the caller's. */
public final class RtcpWriter {
    private static final int RECEIVER_REPORT = 201;

    private RtcpWriter() {}

    /** A receiver report without blocks: what a compound packet may begin with (RFC 3550 section 6.4.2). */
    public static void report(ByteBuffer out, int sender, ReportExtension... extensions) {
        int start = begin(out, 0, RECEIVER_REPORT);
        out.putInt(sender);
        for (ReportExtension extension : extensions) {
            ExtensionWriter.write(out, extension);
        }
        end(out, start);
    }

    /** @throws IllegalArgumentException for {@link Unknown}, which has no form */
    public static void feedback(ByteBuffer out, Feedback message) {
        if (message instanceof PictureLoss loss) {
            end(out, payload(out, 1, loss.sender(), loss.source()));
        } else if (message instanceof LayerLoss loss) {
            int start = payload(out, 1, loss.sender(), loss.source());
            out.putShort((short) loss.requestId()).putShort((short) 0).putLong(Long.reverseBytes(loss.layers()));
            end(out, start);
        } else if (message instanceof FullIntra intra) {
            int start = payload(out, 4, intra.sender(), 0);
            intra.requests().forEach(request -> out.putInt(request.source()).putInt(request.sequence() << 24));
            end(out, start);
        } else if (message instanceof BitRates rates) {
            rates(out, rates);
        } else if (message instanceof ReceiverMaximum maximum) {
            maximum(out, maximum);
        } else if (message instanceof Missing missing) {
            int start = begin(out, 1, Feedback.TRANSPORT);
            out.putInt(missing.sender()).putInt(missing.source());
            missing.losses().forEach(loss -> out.putShort((short) loss.first()).putShort((short) loss.following()));
            end(out, start);
        } else if (message instanceof SpeakerHistory history) {
            int start = payload(out, RtcpReader.APPLICATION, history.sender(), history.source());
            out.putShort((short) 3).putShort((short) (4 + 4 * history.speakers().size()));
            history.speakers().forEach(out::putInt);
            end(out, start);
        } else if (message instanceof SourceRequest request) {
            request(out, request);
        } else {
            throw new IllegalArgumentException("no form for " + message);
        }
    }

    private static void rates(ByteBuffer out, BitRates rates) {
        int start = begin(out, rates.notification() ? 4 : 3, Feedback.TRANSPORT);
        out.putInt(rates.sender()).putInt(0);
        for (BitRates.Limit limit : rates.limits()) {
            int exponent = exponent(limit.bitsPerSecond(), 17);
            int mantissa = (int) (limit.bitsPerSecond() >>> exponent);
            out.putInt(limit.source()).putInt(exponent << 26 | mantissa << 9 | limit.overheadBytes() & 0x1ff);
        }
        end(out, start);
    }

    private static void maximum(ByteBuffer out, ReceiverMaximum maximum) {
        int start = payload(out, RtcpReader.APPLICATION, maximum.sender(), 0);
        int exponent = exponent(maximum.bitsPerSecond(), 18);
        int mantissa = (int) (maximum.bitsPerSecond() >>> exponent);
        out.putInt(RtcpReader.REMB).putInt(maximum.sources().size() << 24 | exponent << 18 | mantissa);
        maximum.sources().forEach(out::putInt);
        end(out, start);
    }

    private static int exponent(long value, int bits) {
        return Math.max(0, 64 - bits - Long.numberOfLeadingZeros(value));
    }

    private static void request(ByteBuffer out, SourceRequest request) {
        int start = payload(out, RtcpReader.APPLICATION, request.sender(), request.source());
        int entries = request.entries().size();
        out.putShort((short) 1).putShort((short) (20 + SourceRequest.Entry.BYTES * entries));
        out.putInt(request.wanted());
        out.putShort((short) request.requestId()).putShort((short) 0);
        out.put((byte) request.version()).put((byte) (request.keyFrame() ? 0x80 : 0));
        out.put((byte) entries).put((byte) SourceRequest.Entry.BYTES).putInt(0);
        for (SourceRequest.Entry entry : request.entries()) {
            out.put((byte) entry.payloadType()).put((byte) entry.mode());
            out.put((byte) entry.flags()).put((byte) entry.aspects());
            out.putShort((short) entry.width()).putShort((short) entry.height());
            out.putInt((int) entry.minBitsPerSecond()).putInt(0).putInt((int) entry.levelBitsPerSecond());
            entry.rates().forEach(number -> out.putShort(number.shortValue()));
            out.putInt(entry.frameRates());
            out.putShort((short) entry.must()).putShort((short) entry.may());
            entry.qualities().forEach(number -> out.putShort(number.shortValue()));
            out.putInt((int) entry.maxPixels());
        }
        end(out, start);
    }

    private static int payload(ByteBuffer out, int format, int sender, int source) {
        int start = begin(out, format, Feedback.PAYLOAD);
        out.putInt(sender).putInt(source);
        return start;
    }

    private static int begin(ByteBuffer out, int format, int type) {
        int start = out.position();
        out.put((byte) (0x80 | format)).put((byte) type).putShort((short) 0);
        return start;
    }

    private static void end(ByteBuffer out, int start) {
        out.putShort(start + 2, (short) ((out.position() - start) / 4 - 1));
    }
}
