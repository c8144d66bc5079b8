package org.bailey.rtcp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bailey.rtcp.Feedback.BitRates;
import org.bailey.rtcp.Feedback.FullIntra;
import org.bailey.rtcp.Feedback.LayerLoss;
import org.bailey.rtcp.Feedback.Missing;
import org.bailey.rtcp.Feedback.PictureLoss;
import org.bailey.rtcp.Feedback.ReceiverMaximum;
import org.bailey.rtcp.Feedback.SpeakerHistory;
import org.bailey.rtcp.Feedback.Unknown;

/**
 * Walks over the packets of one datagram, compound or of reduced size (RFC 3550 section 6.1, RFC 5506). Never fails: it ends
 * at the first packet that does not lie within the datagram, and what is damaged within one is {@link Unknown}.
 */
public final class RtcpReader {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int BLOCK = 24;
    private static final int FCI = 12;
    static final int REMB = 0x52454d42;
    static final int APPLICATION = 15;

    private final ByteBuffer in;
    private int at;
    private int end;

    /** @param datagram from position to limit; read only, at absolute places */
    public RtcpReader(ByteBuffer datagram) {
        in = datagram;
        at = datagram.position();
        end = at;
    }

    /** Goes to the next packet. {@return false when there is none} */
    public boolean next() {
        at = end;
        if (at + 4 > in.limit() || (in.get(at) & 0xc0) != 0x80) {
            return false;
        }
        int next = at + 4 * (u16(at + 2) + 1);
        if (next > in.limit()) {
            return false;
        }
        end = next;
        return true;
    }

    /** {@return packet type, 0 to 255} */
    public int type() {
        return in.get(at + 1) & 0xff;
    }

    /** {@return the five bits before the type: a count or a format} */
    public int format() {
        return in.get(at) & 0x1f;
    }

    /** {@return where the packet begins in the buffer} */
    public int start() {
        return at;
    }

    /** {@return where the next one begins} */
    public int end() {
        return end;
    }

    public boolean isFeedback() {
        return type() == Feedback.TRANSPORT || type() == Feedback.PAYLOAD;
    }

    public boolean isReport() {
        return type() == SENDER_REPORT || type() == RECEIVER_REPORT;
    }

    /** {@return what this packet says; only for feedback} */
    public Feedback feedback() {
        int last = unpadded();
        if (last - at < FCI) {
            return unknown();
        }
        int sender = in.getInt(at + 4);
        int source = in.getInt(at + 8);
        int first = at + FCI;
        int words = (last - first) / 4;
        if (type() == Feedback.TRANSPORT) {
            return switch (format()) {
                case 1 -> words > 0 ? missing(sender, source, first, last) : unknown();
                case 3, 4 -> words % 2 == 0 && (words > 0 || format() == 4) ? bitRates(sender, first, last) : unknown();
                default -> unknown();
            };
        }
        return switch (format()) {
            case 1 ->
                words == 0
                        ? new PictureLoss(sender, source)
                        : words == 3 ? new LayerLoss(sender, source, u16(first), layers(first + 4)) : unknown();
            case 4 -> words > 0 && words % 2 == 0 ? fullIntra(sender, first, last) : unknown();
            case APPLICATION -> words > 0 ? application(sender, source, first, last) : unknown();
            default -> unknown();
        };
    }

    private Unknown unknown() {
        return new Unknown(end - at >= 8 ? in.getInt(at + 4) : 0, type(), format());
    }

    private Missing missing(int sender, int source, int first, int last) {
        List<Missing.Loss> losses = new ArrayList<>();
        for (int word = first; word + 4 <= last; word += 4) {
            losses.add(new Missing.Loss(u16(word), u16(word + 2)));
        }
        return new Missing(sender, source, losses);
    }

    private BitRates bitRates(int sender, int first, int last) {
        List<BitRates.Limit> limits = new ArrayList<>();
        for (int entry = first; entry + 8 <= last; entry += 8) {
            int word = in.getInt(entry + 4);
            long rate = scaled(word >>> 9 & 0x1ffff, word >>> 26);
            limits.add(new BitRates.Limit(in.getInt(entry), rate, word & 0x1ff));
        }
        return new BitRates(sender, format() == 4, limits);
    }

    private FullIntra fullIntra(int sender, int first, int last) {
        List<FullIntra.Request> requests = new ArrayList<>();
        for (int entry = first; entry + 8 <= last; entry += 8) {
            requests.add(new FullIntra.Request(in.getInt(entry), in.get(entry + 4) & 0xff));
        }
        return new FullIntra(sender, requests);
    }

    /** The eight bits of each byte from the lowest; the first byte has the first eight layers. */
    private long layers(int place) {
        return Long.reverseBytes(in.getLong(place));
    }

    private Feedback application(int sender, int source, int first, int last) {
        if (in.getInt(first) == REMB) {
            return maximum(sender, first, last);
        }
        int length = u16(first + 2);
        if (length < 4 || first + length > last) {
            return unknown();
        }
        return switch (u16(first)) {
            case 1 -> request(sender, source, first, first + length);
            case 3 -> length % 4 == 0 ? history(sender, source, first + 4, first + length) : unknown();
            default -> unknown();
        };
    }

    private Feedback maximum(int sender, int first, int last) {
        if (last - first < 8) {
            return unknown();
        }
        int word = in.getInt(first + 4);
        int count = word >>> 24;
        if (first + 8 + 4 * count > last) {
            return unknown();
        }
        List<Integer> sources = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sources.add(in.getInt(first + 8 + 4 * i));
        }
        return new ReceiverMaximum(sender, scaled(word & 0x3ffff, word >>> 18 & 0x3f), sources);
    }

    private SpeakerHistory history(int sender, int source, int first, int last) {
        List<Integer> speakers = new ArrayList<>();
        for (int word = first; word + 4 <= last; word += 4) {
            speakers.add(in.getInt(word));
        }
        return new SpeakerHistory(sender, source, speakers);
    }

    private Feedback request(int sender, int source, int first, int last) {
        int header = 20;
        if (last - first < header) {
            return unknown();
        }
        int entries = in.get(first + 14) & 0xff;
        int length = in.get(first + 15) & 0xff;
        if (entries > SourceRequest.MOST_ENTRIES
                || entries > 0 && length < SourceRequest.Entry.BYTES
                || first + header + entries * length > last) {
            return unknown();
        }
        List<SourceRequest.Entry> wanted = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            wanted.add(entry(first + header + i * length));
        }
        return new SourceRequest(
                sender,
                source,
                in.getInt(first + 4),
                u16(first + 8),
                in.get(first + 12) & 0xff,
                (in.get(first + 13) & 0x80) != 0,
                wanted);
    }

    private SourceRequest.Entry entry(int from) {
        return new SourceRequest.Entry(
                in.get(from) & 0x7f,
                in.get(from + 1) & 0xff,
                in.get(from + 2) & 0xff,
                in.get(from + 3) & 0xff,
                u16(from + 4),
                u16(from + 6),
                u32(from + 8),
                u32(from + 16),
                numbers(from + 20, SourceRequest.Entry.RATES),
                in.getInt(from + 40),
                u16(from + 44),
                u16(from + 46),
                numbers(from + 48, SourceRequest.Entry.QUALITIES),
                u32(from + 64));
    }

    private List<Integer> numbers(int from, int count) {
        List<Integer> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(u16(from + 2 * i));
        }
        return numbers;
    }

    /** {@return where what lies behind the blocks of a report begins; {@link #end} when there is nothing, or no report} */
    public int blocksEnd() {
        int blocks = at + (type() == SENDER_REPORT ? 28 : 8) + format() * BLOCK;
        return isReport() && blocks <= unpadded() ? blocks : end;
    }

    /** {@return what lies behind the blocks of a report} */
    public List<ReportExtension> extensions() {
        int last = unpadded();
        int from = blocksEnd();
        if (from + 4 > last) {
            return List.of();
        }
        List<ReportExtension> found = new ArrayList<>();
        while (from + 4 <= last && found.size() < ReportExtension.MOST) {
            int length = u16(from + 2);
            if (length < 4 || from + length > last) {
                break;
            }
            found.add(ExtensionReader.read(in, from, length));
            from += length;
        }
        return found;
    }

    /** The end of the packet less its padding; its own end when the padding is nonsense. */
    private int unpadded() {
        int padding = (in.get(at) & 0x20) == 0 ? 0 : in.get(end - 1) & 0xff;
        return padding > end - at - 4 ? end : end - padding;
    }

    private static long scaled(int mantissa, int exponent) {
        return mantissa == 0
                ? 0
                : exponent > Long.numberOfLeadingZeros(mantissa) - 1 ? Long.MAX_VALUE : (long) mantissa << exponent;
    }

    private int u16(int place) {
        return in.getShort(place) & 0xffff;
    }

    private long u32(int place) {
        return in.getInt(place) & 0xffff_ffffL;
    }
}
