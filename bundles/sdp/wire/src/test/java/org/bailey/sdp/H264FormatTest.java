package org.bailey.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6184 section 8.2.2. */
class H264FormatTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // offered | answered | agreed, or - where the format is not taken up
                "profile-level-id=42E01F;packetization-mode=1|profile-level-id=42E01F;packetization-mode=1|profile-level-id=42E01F;packetization-mode=1",
                "profile-level-id=42E01F;packetization-mode=1|profile-level-id=42801F;packetization-mode=1|profile-level-id=42E01F;packetization-mode=1",
                "profile-level-id=42E01F;packetization-mode=1|profile-level-id=42E00C;packetization-mode=1|profile-level-id=42E00C;packetization-mode=1",
                "profile-level-id=42E00C;packetization-mode=1|profile-level-id=42E01F;packetization-mode=1|profile-level-id=42E00C;packetization-mode=1",
                "profile-level-id=42E00C;packetization-mode=1;level-asymmetry-allowed=1|profile-level-id=42E01F;packetization-mode=1;level-asymmetry-allowed=1|profile-level-id=42E01F;packetization-mode=1;level-asymmetry-allowed=1",
                "profile-level-id=42E01F;packetization-mode=1|profile-level-id=42E01F;packetization-mode=0|-",
                "profile-level-id=42E01F|profile-level-id=42E01F;packetization-mode=1|-",
                "profile-level-id=42E01F|PROFILE-LEVEL-ID=42e01f; max-fs=3600; sprop-parameter-sets=Z0Lg|profile-level-id=42E01F;packetization-mode=0;max-fs=3600",
                "profile-level-id=42E01F|profile-level-id=64001F|-",
                "profile-level-id=64001F|profile-level-id=42E01F|profile-level-id=64001F;packetization-mode=0",
                "''|''|profile-level-id=42000A;packetization-mode=0",
                "profile-level-id=zz|profile-level-id=42E01F|-",
                "profile-level-id=42E01F|packetization-mode=9|-",
            })
    void agreesOnProfileAndModeAndTheLowerLevel(String offered, String answered, String agreed) {
        PayloadType answer = type(answered);
        String text = H264Format.of(type(offered))
                .flatMap(offer ->
                        H264Format.of(answer).filter(offer::takenUpBy).map(format -> offer.answer(format, answer)))
                .orElse(null);
        assertEquals(agreed, text);
    }

    private static PayloadType type(String fmtp) {
        return PayloadType.of(97, "H264", 90000).withFmtp(fmtp);
    }
}
