package org.bailey.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RtpHeaderTest {
    private static boolean wellFormed(int... octets) {
        return Packets.wellFormed(Packets.of(octets));
    }

    @Test
    void takesAHeaderWithoutPayload() {
        assertTrue(wellFormed(0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9));
    }

    @Test
    void refusesAnotherVersionAndAShortPacket() {
        assertFalse(wellFormed());
        assertFalse(wellFormed(0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0));
        assertFalse(wellFormed(0x40, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9));
    }

    @Test
    void refusesContributorsThatAreNotThere() {
        assertFalse(wellFormed(0x81, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9));
        assertTrue(wellFormed(0x81, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9, 1, 2, 3, 4));
    }

    @Test
    void refusesAnExtensionThatIsCutShort() {
        assertFalse(wellFormed(0x90, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9, 0xbe, 0xde));
        assertFalse(wellFormed(0x90, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9, 0xbe, 0xde, 0, 1));
        assertTrue(wellFormed(0x90, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9, 0xbe, 0xde, 0, 1, 0, 0, 0, 0));
        assertFalse(wellFormed(0x90, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9, 0xbe, 0xde, 0xff, 0xff, 0, 0, 0, 0));
    }

    @Test
    void refusesPaddingLongerThanThePacket() {
        assertTrue(wellFormed(0xa0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2));
        assertFalse(wellFormed(0xa0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9, 0, 3));
        assertFalse(wellFormed(0xa0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0));
    }

    @Test
    void readsAndWritesWhatLiesInTheHeaderWhereverThePacketBegins() {
        var packet =
                Packets.of(99, 0x80, 0xe5, 0xff, 0xfe, 1, 2, 3, 4, 5, 6, 7, 8).position(1);
        assertEquals(0x65, RtpHeader.payloadType(packet));
        assertEquals(0xfffe, RtpHeader.sequence(packet));
        assertEquals(0x01020304, RtpHeader.timestamp(packet));
        assertEquals(0x05060708, RtpHeader.ssrc(packet));
        RtpHeader.payloadType(packet, 8);
        assertEquals((byte) 0x88, packet.get(2));
    }

    @Test
    void tellsRtcpFromRtpByItsType() {
        assertTrue(RtpHeader.isRtcp(Packets.of(0x80, 200, 0, 1, 0, 0, 0, 9)));
        assertTrue(RtpHeader.isRtcp(Packets.of(0x80, 206, 0, 1, 0, 0, 0, 9, 0x80, 203, 0, 0)));
        assertFalse(RtpHeader.isRtcp(Packets.of(0x80, 200, 0, 2, 0, 0, 0, 9)));
        assertFalse(RtpHeader.isRtcp(Packets.of(0x80, 200, 0, 0)));
        assertFalse(RtpHeader.isRtcp(Packets.of(0x80, 0x80 | 96, 0, 1, 0, 0, 0, 9)));
    }
}
