package org.bailey.rtcp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in, it is read without a fault and within its bounds, and what is understood can be written. */
class AnyInputTest {
    private static final int DATAGRAMS = 200_000;
    private static final int[] TYPES = {200, 201, 205, 206, 206, 206, 202};

    @Test
    void nothingIsThrownAndNothingReadTwice() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int understood = 0;
        ByteBuffer out = ByteBuffer.allocate(8192);
        for (int i = 0; i < DATAGRAMS; i++) {
            byte[] octets = i % 2 == 0 ? noise(random) : mutated(random);
            try {
                int last = 0;
                var reader = new RtcpReader(ByteBuffer.wrap(octets));
                while (reader.next()) {
                    assertTrue(reader.start() == last && reader.end() > last && reader.end() <= octets.length);
                    last = reader.end();
                    reader.extensions();
                    assertTrue(reader.blocksEnd() <= reader.end());
                    if (reader.isFeedback() && !(reader.feedback() instanceof Feedback.Unknown)) {
                        understood++;
                        RtcpWriter.feedback(out.clear(), reader.feedback());
                    }
                }
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(octets), e);
            }
        }
        assertTrue(understood > DATAGRAMS / 20, understood + " understood, seed " + seed);
    }

    private static byte[] noise(Random random) {
        byte[] octets = new byte[random.nextInt(120)];
        random.nextBytes(octets);
        for (int at = 0; at + 8 <= octets.length && random.nextInt(4) > 0; ) {
            int words = random.nextInt(8);
            octets[at] = (byte) (0x80 | octets[at] & 0x3f);
            octets[at + 1] = (byte) TYPES[random.nextInt(TYPES.length)];
            octets[at + 2] = 0;
            octets[at + 3] = (byte) words;
            at += 4 * (words + 1);
        }
        return octets;
    }

    private static byte[] mutated(Random random) {
        var entry = new SourceRequest.Entry(
                107,
                1,
                0,
                2,
                640,
                360,
                1,
                2,
                List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
                1,
                1,
                0,
                List.of(0, 0, 0, 0, 0, 0, 0, 0),
                9);
        List<Feedback> messages = List.of(
                new SourceRequest(1, 2, 3, 4, 0, true, List.of(entry, entry)),
                new Feedback.LayerLoss(1, 2, 3, 4),
                new Feedback.SpeakerHistory(1, 2, List.of(3, 4)),
                new Feedback.ReceiverMaximum(1, 2, List.of(3)),
                new Feedback.BitRates(1, false, List.of(new Feedback.BitRates.Limit(1, 2, 3))));
        ByteBuffer out = ByteBuffer.allocate(512);
        RtcpWriter.feedback(out, messages.get(random.nextInt(messages.size())));
        byte[] octets = java.util.Arrays.copyOf(out.array(), out.position() - random.nextInt(3));
        for (int i = random.nextInt(3); i > 0; i--) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt();
        }
        return octets;
    }
}
