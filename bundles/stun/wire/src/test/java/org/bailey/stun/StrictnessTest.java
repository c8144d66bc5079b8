package org.bailey.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictnessTest {
    private static final String ID = "2112a442 000000000000000000000000";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00010000 2112a442 0000000000000000000000 | byte 0: 19 bytes are too few for a message of STUN",
                "80010000 2112a442 000000000000000000000000 | byte 0: no message of STUN begins with the bits 2",
                "00010001 2112a442 000000000000000000000000 00 | byte 2: length 1 is not a multiple of four",
                "00010004 2112a442 000000000000000000000000 | byte 2: length 4 where 0 bytes follow",
                "00010000 2112a442 000000000000000000000000 00000000 | byte 2: length 0 where 4 bytes follow",
                "00010000 2112a443 000000000000000000000000 | byte 4: no magic cookie",
                "00010004 2112a442 000000000000000000000000 00060001 | byte 20: USERNAME ends behind the message",
                "0001000c 2112a442 000000000000000000000000 80280004 00000000 00250000"
                        + " | byte 20: FINGERPRINT has four bytes and comes last",
                "00010008 2112a442 000000000000000000000000 00080004 00000000"
                        + " | byte 20: MESSAGE-INTEGRITY has 20 bytes, not 4",
                "00010008 2112a442 000000000000000000000000 001c0004 00000000"
                        + " | byte 20: MESSAGE-INTEGRITY-SHA256 has 16 to 32 bytes, not 4"
            })
    void aMessageThatIsNotExactlyOneIsRefused(String hex, String sentence) {
        assertEquals(
                sentence,
                assertThrows(MalformedStun.class, () -> Hex.message(hex)).getMessage());
    }

    @Test
    void valuesOfTheWrongSizeAreRefusedWhenAskedFor() throws MalformedStun {
        StunMessage message = Hex.message("00010018" + ID + "00240003 00000000 00200008 0003000000000000 00090000");
        assertEquals(
                "byte 20: PRIORITY has 4 bytes, not 3",
                assertThrows(MalformedStun.class, () -> message.number(StunAttribute.PRIORITY))
                        .getMessage());
        assertEquals(
                "byte 28: XOR-MAPPED-ADDRESS has an unknown address family",
                assertThrows(MalformedStun.class, () -> message.address(StunAttribute.XOR_MAPPED_ADDRESS))
                        .getMessage());
        assertEquals(
                "byte 40: ERROR-CODE is not from 300 to 699",
                assertThrows(MalformedStun.class, message::error).getMessage());
    }

    @Test
    void attributesWithoutGapsAreReadWhereMicrosoftsDialectIsSpoken() throws MalformedStun {
        String hex = "0111001d" + ID + "00090011 00000457 526f6c6520436f6e666c696374 80700004 00000002";
        assertThrows(MalformedStun.class, () -> Hex.message(hex));
        StunMessage message = StunMessage.parseMicrosoft(ByteBuffer.wrap(Hex.bytes(hex)));
        assertEquals("487 Role Conflict", message.error().orElseThrow().toString());
        assertEquals(2, message.number(StunAttribute.MS_IMPLEMENTATION_VERSION).orElseThrow());
    }

    @Test
    void tooManyAttributesAreRefused() {
        var bytes = ByteBuffer.allocate(1500);
        var writer = StunWriter.begin(bytes, StunClass.REQUEST, StunMethod.BINDING, new TransactionId(0, 0));
        for (int i = 0; i <= StunMessage.MOST_ATTRIBUTES; i++) {
            writer.flag(StunAttribute.USE_CANDIDATE);
        }
        assertThrows(MalformedStun.class, () -> StunMessage.parse(writer.end()));
    }
}
