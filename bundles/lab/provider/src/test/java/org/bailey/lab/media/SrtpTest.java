package org.bailey.lab.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SrtpTest {
    /** Key, salt and packets of libsrtp's test driver. */
    private static final String KEY = Base64.getEncoder()
            .encodeToString(HexFormat.of().parseHex("e1f97a0d3e018be0d64fa32c06de41390ec675ad498afeebb6960b3aabe6"));

    private static final byte[] RTP =
            HexFormat.of().parseHex("800f1234decafbadcafebabeabababababababababababababababab");
    private static final byte[] SRTP =
            HexFormat.of().parseHex("800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb");

    @Test
    void protectsAsOthersDo() {
        assertArrayEquals(SRTP, new Srtp(KEY).protect(RTP));
        assertArrayEquals(RTP, new Srtp(KEY).unprotect(SRTP));
    }

    @Test
    void readsReportsAsOthersWriteThem() {
        byte[] srtcp =
                HexFormat.of().parseHex("81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798");
        byte[] rtcp = HexFormat.of().parseHex("81c8000bcafebabeabababababababababababababababab");
        assertArrayEquals(rtcp, new Srtp(KEY).unprotectRtcp(srtcp));
        Srtp sender = new Srtp(KEY);
        sender.protectRtcp(rtcp);
        assertArrayEquals(srtcp, sender.protectRtcp(rtcp)); // its second packet has index 1
    }

    @Test
    void whatIsChangedOnTheWayIsNotTaken() {
        for (int at = 0; at < SRTP.length; at++) {
            byte[] changed = SRTP.clone();
            changed[at] ^= 1;
            assertNull(new Srtp(KEY).unprotect(changed), "octet " + at);
        }
        assertNull(new Srtp(KEY).unprotect(new byte[5]));
        assertNull(new Srtp(KEY).unprotectRtcp(new byte[5]));
        assertThrows(IllegalArgumentException.class, () -> new Srtp("AAAA"));
    }

    @Test
    void goesOnWhenTheSequenceNumbersBeginAgain() {
        Srtp sender = new Srtp(KEY);
        Srtp receiver = new Srtp(KEY);
        for (int i = 0; i < 140_000; i += i % 65_000 > 100 ? 1_000 : 1) {
            byte[] packet = RTP.clone();
            packet[2] = (byte) (65_500 + i >> 8);
            packet[3] = (byte) (65_500 + i);
            byte[] back = receiver.unprotect(sender.protect(packet));
            assertEquals(
                    HexFormat.of().formatHex(packet),
                    back == null ? "" : HexFormat.of().formatHex(back),
                    "packet " + i);
        }
    }
}
