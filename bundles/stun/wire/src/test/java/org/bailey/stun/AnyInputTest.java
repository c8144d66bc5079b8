package org.bailey.stun;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes is a message or refused in a sentence, in all that can be asked of it. */
class AnyInputTest {
    private static final int[] ASKED = {
        0x0001, 0x0006, 0x0008, 0x0009, 0x000A, 0x000C, 0x000D, 0x0012, 0x0013, 0x0014, 0x0015, 0x0016, 0x0018, 0x0019,
        0x001C, 0x0020, 0x0022, 0x0024, 0x0025, 0x8022, 0x8023, 0x8028, 0x8029, 0x802A, 0x8054, 0x8070
    };
    private static final StunKey KEY = StunKey.shortTerm("VOkJxbRl1RmTxUk/WvJxBt");

    private final Random random = new Random(5769);
    private int read;
    private int refused;

    @Test
    void noiseIsRefused() {
        for (int round = 0; round < 150_000; round++) {
            var bytes = new byte[random.nextInt(120)];
            random.nextBytes(bytes);
            if (bytes.length >= 20 && (round & 1) == 0) {
                // as far as the header goes it is one
                ByteBuffer.wrap(bytes)
                        .putShort((short) random.nextInt(0x4000))
                        .putShort((short) (bytes.length - 20))
                        .putInt(StunMessage.COOKIE);
            }
            ask(ByteBuffer.wrap(bytes));
        }
        assertTrue(refused > 75_000, refused + " refused");
    }

    @Test
    void damagedMessagesAreReadOrRefused() {
        for (int round = 0; round < 150_000; round++) {
            ByteBuffer message = anyMessage();
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                damage(message);
            }
            ask(message);
        }
        assertTrue(read > 20_000 && refused > 20_000, read + " read, " + refused + " refused");
    }

    private void damage(ByteBuffer message) {
        int what = random.nextInt(8);
        if (what == 0 && message.remaining() > 1) {
            message.limit(message.position() + random.nextInt(message.remaining()));
        } else if (what == 1 && message.limit() < message.capacity()) {
            message.limit(message.limit() + 1 + random.nextInt(message.capacity() - message.limit()));
        } else if (message.hasRemaining()) {
            int at = message.position() + random.nextInt(message.remaining());
            message.put(at, (byte) (what < 5 ? random.nextInt() : message.get(at) ^ 1 << random.nextInt(8)));
        }
    }

    private ByteBuffer anyMessage() {
        var buffer = ByteBuffer.allocate(700).position(random.nextInt(9));
        var id = new TransactionId(random.nextInt(), random.nextLong());
        var type = StunClass.values()[random.nextInt(4)];
        StunWriter writer = StunWriter.begin(buffer, type, 1 + random.nextInt(12), id);
        for (int attributes = random.nextInt(6); attributes > 0; attributes--) {
            int attribute = ASKED[random.nextInt(ASKED.length)];
            switch (random.nextInt(5)) {
                case 0 -> writer.number(attribute, random.nextLong());
                case 1 -> writer.number64(attribute, random.nextLong());
                case 2 -> writer.text(attribute, "x".repeat(random.nextInt(40)));
                case 3 ->
                    writer.address(
                            attribute, new InetSocketAddress(random.nextBoolean() ? "192.0.2.1" : "2001:db8::1", 5));
                default -> writer.error(new StunError(300 + random.nextInt(400), "r".repeat(random.nextInt(20))));
            }
        }
        if (random.nextBoolean()) {
            writer.integrity(KEY, random.nextBoolean() ? IntegrityForm.RFC : IntegrityForm.MICROSOFT);
        }
        if (random.nextBoolean()) {
            writer.fingerprint(random.nextBoolean() ? FingerprintForm.RFC : FingerprintForm.OLD_TABLE);
        }
        return writer.end();
    }

    private void ask(ByteBuffer bytes) {
        int position = bytes.position();
        int limit = bytes.limit();
        try {
            StunMessage message = (read & 1) == 0 ? StunMessage.parse(bytes) : StunMessage.parseMicrosoft(bytes);
            assertTrue(StunMessage.looksLike(bytes));
            assertNotNull(message.toString());
            assertNotNull(message.transaction());
            message.fingerprint();
            if ((read & 15) == 0) {
                message.intact(KEY, IntegrityForm.RFC);
                message.intact(KEY, IntegrityForm.MICROSOFT);
                message.intactSha256(KEY);
            }
            read++;
            message.unknown(attribute -> attribute < 9);
            for (int attribute : ASKED) {
                message.value(attribute);
                message.text(attribute);
                refusable(() -> message.number(attribute));
                refusable(() -> message.number64(attribute));
                refusable(() -> message.address(attribute));
                refusable(() -> message.addresses(attribute));
            }
            refusable(message::error);
        } catch (MalformedStun sentence) {
            refused++;
            assertTrue(sentence.getMessage().length() < 120);
        }
        assertTrue(bytes.position() == position && bytes.limit() == limit, "position and limit stay");
    }

    private interface Asked {
        Object get() throws MalformedStun;
    }

    private static void refusable(Asked asked) {
        try {
            asked.get();
        } catch (MalformedStun sentence) {
            assertTrue(sentence.getMessage().startsWith("byte "));
        }
    }
}
