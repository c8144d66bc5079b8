package org.bailey.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checks of a client with libnice 0.1.21 in Microsoft's dialect, as they went over the wire. */
class MicrosoftFormTest {
    private static final String REQUEST = """
            000100542112a4421675900095ca3340d2f375d1002400046ef000fe8029000893a7406e8a8853d20006000c2b75306b3a61585449000000
            80540004310000008070000400000002000800147648ae37ea204a3b4cef3a53a22fb4be25bfaf0d80280004809a9117""";
    /** The same as it was sent again, by the old table. */
    private static final String SECOND_COPY = REQUEST.replace("809a9117", "d923b752");

    private static final String RESPONSE = """
            010100442112a4427ea5d77418a97761ff277fca002000080001eea1e112a6400006000c2b75306b3a615854490000008070000400000002
            000800143c2a89fb5e022c402650318cf8c00ef2d221024480280004315ab9a2""";
    private static final StunKey KEY = StunKey.shortTerm("gSfj7Haa/eYPa7tPf5CtLQ");

    @Test
    void integrityIsOverTheFinalLengthAndZeros() throws MalformedStun {
        assertTrue(Hex.message(REQUEST).intact(KEY, IntegrityForm.MICROSOFT));
        assertFalse(Hex.message(REQUEST).intact(KEY, IntegrityForm.RFC));
        assertTrue(Hex.message(RESPONSE).intact(KEY, IntegrityForm.MICROSOFT));
    }

    @Test
    void fingerprintIsByEitherTable() throws MalformedStun {
        assertEquals(Optional.of(FingerprintForm.RFC), Hex.message(REQUEST).fingerprint());
        assertEquals(
                Optional.of(FingerprintForm.OLD_TABLE), Hex.message(SECOND_COPY).fingerprint());
    }

    @Test
    void zerosBehindTextAreNoText() throws MalformedStun {
        assertEquals("+u0k:aXTI", Hex.message(REQUEST).text(StunAttribute.USERNAME));
        assertEquals("1", Hex.message(REQUEST).text(StunAttribute.MS_CANDIDATE_IDENTIFIER));
        assertEquals(
                2,
                Hex.message(REQUEST)
                        .number(StunAttribute.MS_IMPLEMENTATION_VERSION)
                        .orElseThrow());
    }

    @Test
    void whatIsWrittenHasTheSameBytes() {
        assertEquals(REQUEST.replace("\n", ""), written(FingerprintForm.RFC));
        assertEquals(SECOND_COPY.replace("\n", ""), written(FingerprintForm.OLD_TABLE));
    }

    private static String written(FingerprintForm form) {
        ByteBuffer bytes = StunWriter.begin(
                        ByteBuffer.allocate(200),
                        StunClass.REQUEST,
                        StunMethod.BINDING,
                        new TransactionId(0x16759000, 0x95ca3340d2f375d1L))
                .number(StunAttribute.PRIORITY, 0x6ef000fe)
                .number64(StunAttribute.ICE_CONTROLLED, 0x93a7406e8a8853d2L)
                .paddedText(StunAttribute.USERNAME, "+u0k:aXTI")
                .paddedText(StunAttribute.MS_CANDIDATE_IDENTIFIER, "1")
                .number(StunAttribute.MS_IMPLEMENTATION_VERSION, 2)
                .integrity(KEY, IntegrityForm.MICROSOFT)
                .fingerprint(form)
                .end();
        var text = new byte[bytes.remaining()];
        bytes.get(text);
        return HexFormat.of().formatHex(text);
    }
}
