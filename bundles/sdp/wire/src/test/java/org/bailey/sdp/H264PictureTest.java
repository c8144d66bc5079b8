package org.bailey.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H264PictureTest {
    @ParameterizedTest
    @CsvSource({
        "profile-level-id=42E01F, 1280, 720, 30",
        "profile-level-id=42E01E, 640, 360, 44",
        "profile-level-id=42E00D, 320, 180, 49",
        "profile-level-id=42E00A, 320, 180, 6",
        "profile-level-id=640028, 1920, 1080, 30",
        "profile-level-id=428014;max-fs=3600;max-mbps=108000, 1280, 720, 30",
        "profile-level-id=42E01F;max-fs=999999999;max-mbps=999999999, 1920, 1080, 60",
        "profile-level-id=42E01F;max-fs=99999999999, 1280, 720, 30",
        "packetization-mode=1, 320, 180, 6"
    })
    void theLargestUsualPictureOfALevel(String fmtp, int width, int height, int frames) {
        var type = PayloadType.of(97, "H264", 90000).withFmtp(fmtp);
        assertEquals(Optional.of(new H264Picture(width, height, frames)), H264Picture.of(type));
    }

    @Test
    void whatIsNotReadableHasNone() {
        var type = PayloadType.of(97, "H264", 90000).withFmtp("profile-level-id=nonsense");
        assertEquals(Optional.empty(), H264Picture.of(type));
    }
}
