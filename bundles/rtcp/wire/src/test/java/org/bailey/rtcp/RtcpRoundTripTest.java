package org.bailey.rtcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bailey.rtcp.Feedback.BitRates;
import org.bailey.rtcp.Feedback.FullIntra;
import org.bailey.rtcp.Feedback.LayerLoss;
import org.bailey.rtcp.Feedback.Missing;
import org.bailey.rtcp.Feedback.PictureLoss;
import org.bailey.rtcp.Feedback.ReceiverMaximum;
import org.bailey.rtcp.Feedback.SpeakerHistory;
import org.junit.jupiter.api.Test;

class RtcpRoundTripTest {
    private static final int MESSAGES = 20_000;
    private final Random random = new Random(20);

    static String hex(Feedback message) {
        ByteBuffer out = ByteBuffer.allocate(2048);
        RtcpWriter.feedback(out, message);
        return HexFormat.of().formatHex(out.array(), 0, out.position());
    }

    private static Feedback read(String hex) {
        var reader = new RtcpReader(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
        assertTrue(reader.next());
        return reader.feedback();
    }

    @Test
    void everyMessageComesBackAsItWas() {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        for (int i = 0; i < MESSAGES; i++) {
            Feedback message = any();
            buffer.clear();
            buffer.position(random.nextInt(5));
            int start = buffer.position();
            RtcpWriter.report(buffer, 7);
            RtcpWriter.feedback(buffer, message);
            var reader = new RtcpReader(buffer.flip().position(start));
            assertTrue(reader.next() && reader.isReport());
            assertTrue(reader.next() && reader.isFeedback());
            assertEquals(message, reader.feedback());
            assertEquals(buffer.limit(), reader.end());
            assertFalse(reader.next());
        }
    }

    private Feedback any() {
        int sender = random.nextInt();
        int source = random.nextInt();
        return switch (random.nextInt(9)) {
            case 0 -> new PictureLoss(sender, source);
            case 1 -> new FullIntra(sender, some(20, () -> new FullIntra.Request(random.nextInt(), u(8))));
            case 2 -> new BitRates(sender, random.nextBoolean(), some(20, this::limit));
            case 3 -> new ReceiverMaximum(sender, (long) u(18) << random.nextInt(45), some(20, random::nextInt));
            case 4 -> new Missing(sender, source, some(20, () -> new Missing.Loss(u(16), u(16))));
            case 5 -> new LayerLoss(sender, source, u(16), random.nextLong());
            case 6 -> new SpeakerHistory(sender, source, some(20, random::nextInt));
            case 7 -> new SourceRequest(sender, source, SourceRequest.NONE, u(16), 0, false, List.of());
            default ->
                new SourceRequest(sender, source, source, u(16), u(8), random.nextBoolean(), some(20, this::entry));
        };
    }

    private BitRates.Limit limit() {
        return new BitRates.Limit(random.nextInt(), (long) u(17) << random.nextInt(46), u(9));
    }

    private SourceRequest.Entry entry() {
        return new SourceRequest.Entry(
                u(7),
                u(8),
                u(8),
                u(8),
                u(16),
                u(16),
                u32(),
                u32(),
                numbers(10),
                random.nextInt(),
                u(16),
                u(16),
                numbers(8),
                u32());
    }

    private List<Integer> numbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> u(16)).toList();
    }

    private <T> List<T> some(int most, java.util.function.Supplier<T> one) {
        return IntStream.rangeClosed(0, random.nextInt(most))
                .mapToObj(i -> one.get())
                .toList();
    }

    private int u(int bits) {
        return random.nextInt(1 << bits);
    }

    private long u32() {
        return random.nextInt() & 0xffff_ffffL;
    }

    @Test
    void requestsForAPictureLookAsTheRfcsDrawThem() {
        assertEquals("81ce0002" + "00000001" + "00000002", hex(new PictureLoss(1, 2)));
        assertEquals(
                "84ce0004" + "00000001" + "00000000" + "00000002" + "07000000",
                hex(new FullIntra(1, List.of(new FullIntra.Request(2, 7)))));
    }

    /** 1,000,000 bit/s is 125,000 times 8: 17 bits suffice with exponent 3; 40 bytes of headers. */
    @Test
    void aBitRateIsMantissaAndExponent() {
        var limit = new BitRates.Limit(2, 1_000_000, 40);
        assertEquals(
                "83cd0004" + "00000001" + "00000000" + "00000002" + "0fd09028",
                hex(new BitRates(1, false, List.of(limit))));
        assertEquals(
                new BitRates(1, true, List.of(new BitRates.Limit(2, Long.MAX_VALUE, 511))),
                read("84cd0004" + "00000001" + "00000000" + "00000002" + "ffffffff"));
        assertEquals(
                "8fce0005" + "00000001" + "00000000" + "52454d42" + "010bd090" + "00000002",
                hex(new ReceiverMaximum(1, 1_000_000, List.of(2))));
    }

    @Test
    void microsoftsPictureLossHasTheBaseLayerInTheLowestBitOfItsFirstByte() {
        assertEquals(
                "81ce0005" + "00000001" + "00000002" + "00030000" + "0100000000000000", hex(new LayerLoss(1, 2, 3, 1)));
    }

    @Test
    void aSourceRequestWithOneEntryIs25Words() {
        var entry = new SourceRequest.Entry(
                122,
                1,
                2,
                2,
                1280,
                720,
                900_000,
                100_000,
                List.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                0x1f,
                0,
                1,
                List.of(1, 0, 0, 0, 0, 0, 0, 0),
                921_600);
        var request = new SourceRequest(1, SourceRequest.ANY, SourceRequest.ANY, 5, 0, true, List.of(entry));
        String hex = hex(request);
        assertEquals(
                "8fce0018" + "00000001" + "fffffffe" + "00010058" + "fffffffe" + "00050000" + "00800144" + "00000000"
                        + "7a010202" + "050002d0" + "000dbba0" + "00000000" + "000186a0"
                        + "0001000000000000000000000000000000000000" + "0000001f" + "00000001"
                        + "00010000000000000000000000000000" + "000e1000",
                hex);
        assertEquals(request, read(hex));
        assertEquals(1_000_000, request.bitsPerSecond());
        assertFalse(request.stops());
        assertTrue(new SourceRequest(1, 2, 2, 6, 0, false, List.of()).stops());
    }

    @Test
    void whatIsUnknownHasNoForm() {
        assertThrows(IllegalArgumentException.class, () -> hex(new Feedback.Unknown(1, 206, 9)));
    }
}
