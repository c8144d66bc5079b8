package org.bailey.stun;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The vectors of RFC 5769, read and, where their filler bytes allow, written. */
class Rfc5769Test {
    private static final String REQUEST = """
            00010058 2112a442 b7e7a701bc34d686fa87dfae
            80220010 5354554e207465737420636c69656e74
            00240004 6e0001ff
            80290008 932ff9b151263b36
            00060009 6576746a3a68367659202020
            00080014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2
            80280004 e57a3bcf""";
    private static final String IPV4 = """
            0101003c 2112a442 b7e7a701bc34d686fa87dfae
            8022000b 7465737420766563746f7220
            00200008 0001a147e112a643
            00080014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7
            80280004 c07d4c96""";
    private static final String IPV6 = """
            01010048 2112a442 b7e7a701bc34d686fa87dfae
            8022000b 7465737420766563746f7220
            00200014 0002a1470113a9faa5d3f179bc25f4b5bed2b9d9
            00080014 a382954e4be67bf11784c97c8292c275bfe3ed41
            80280004 c8fb0b4c""";
    private static final String LONG_TERM = """
            00010060 2112a442 78ad3433c6ad72c029da412e
            00060012 e3839ee38388e383aae38383e382afe382b90000
            0015001c 662f2f3439396b3935346436 4f4c33346f4c394653547679363473 41
            0014000b 6578616d706c652e6f726700
            00080014 f67024656dd64a3e02b8e0712e85c9a28ca89666""";
    private static final StunKey KEY = StunKey.shortTerm("VOkJxbRl1RmTxUk/WvJxBt");
    private static final TransactionId ID = new TransactionId(0xb7e7a701, 0xbc34d686fa87dfaeL);

    @Test
    void requestIsReadAndIntact() throws MalformedStun {
        StunMessage message = Hex.message(REQUEST);
        assertEquals(StunClass.REQUEST, message.type());
        assertEquals(StunMethod.BINDING, message.method());
        assertEquals(ID, message.transaction());
        assertEquals("STUN test client", message.text(StunAttribute.SOFTWARE));
        assertEquals("evtj:h6vY", message.text(StunAttribute.USERNAME));
        assertEquals(0x6e0001ffL, message.number(StunAttribute.PRIORITY).orElseThrow());
        assertEquals(
                0x932ff9b151263b36L,
                message.number64(StunAttribute.ICE_CONTROLLED).orElseThrow());
        assertTrue(message.intact(KEY, IntegrityForm.RFC));
        assertFalse(message.intact(KEY, IntegrityForm.MICROSOFT));
        assertFalse(message.intact(StunKey.shortTerm("another"), IntegrityForm.RFC));
        assertEquals(Optional.of(FingerprintForm.RFC), message.fingerprint());
    }

    @Test
    void addressesOfBothFamiliesAreUncovered() throws MalformedStun {
        StunMessage four = Hex.message(IPV4);
        assertEquals(new InetSocketAddress("192.0.2.1", 32853), four.address(StunAttribute.XOR_MAPPED_ADDRESS));
        assertTrue(four.intact(KEY, IntegrityForm.RFC));
        assertEquals(Optional.of(FingerprintForm.RFC), four.fingerprint());
        StunMessage six = Hex.message(IPV6);
        assertEquals(
                new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853),
                six.address(StunAttribute.XOR_MAPPED_ADDRESS));
        assertTrue(six.intact(KEY, IntegrityForm.RFC));
        assertEquals(Optional.of(FingerprintForm.RFC), six.fingerprint());
    }

    @Test
    void longTermCredentialsArePreparedAsInSasl() throws MalformedStun {
        StunMessage message = Hex.message(LONG_TERM);
        String username = message.text(StunAttribute.USERNAME);
        assertEquals("\u30de\u30c8\u30ea\u30c3\u30af\u30b9", username);
        assertEquals("example.org", message.text(StunAttribute.REALM));
        StunKey key = StunKey.longTerm(username, "example.org", "The\u00adM\u00aatr\u2168");
        assertTrue(message.intact(key, IntegrityForm.RFC));
    }

    @Test
    void whatIsWrittenHasTheSameBytes() {
        // the vectors fill up with blanks, we with zeros: lengths of four show the same bytes
        var buffer = ByteBuffer.allocate(200).position(7);
        ByteBuffer written = StunWriter.begin(buffer, StunClass.REQUEST, StunMethod.BINDING, ID)
                .text(StunAttribute.SOFTWARE, "STUN test client")
                .number(StunAttribute.PRIORITY, 0x6e0001ff)
                .number64(StunAttribute.ICE_CONTROLLED, 0x932ff9b151263b36L)
                .end();
        var bytes = new byte[written.remaining()];
        written.get(bytes);
        byte[] expected = Arrays.copyOf(Hex.bytes(REQUEST), bytes.length);
        expected[3] = (byte) (bytes.length - 20);
        assertArrayEquals(expected, bytes);
    }

    @Test
    void anyChangedBitIsNoticed() throws MalformedStun {
        byte[] right = Hex.bytes(IPV4);
        for (int bit = 0; bit < right.length * 8; bit++) {
            byte[] wrong = right.clone();
            wrong[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertTrue(
                        StunMessage.parse(ByteBuffer.wrap(wrong)).fingerprint().isEmpty(), "bit " + bit);
            } catch (MalformedStun noticed) {
                assertTrue(noticed.offset() < right.length);
            }
        }
    }
}
