package org.bailey.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Descriptions met in the wild; skipped where the folder shared/samples is not there. */
class CollectedSamplesTest {
    /** Broken in the middle of a word when they were written down; nobody could read these. */
    private static final List<String> BROKEN = List.of("polycom-groupseries-bfcp-folded-lines.sdp");

    @Test
    void readsEveryDescriptionThatIsNotBroken() {
        List<String> refused = new ArrayList<>();
        int read = 0;
        for (String folder : List.of("sdp-ms", "sdp-video", "sdp-various")) {
            for (Path file : Fixtures.files(samples().resolve(folder))) {
                try {
                    SessionDescription description = SessionDescription.parse(Fixtures.read(file));
                    assertTrue(!description.media().isEmpty(), file.toString());
                    read++;
                } catch (MalformedSdp e) {
                    refused.add(file.getFileName() + " " + e.getMessage());
                }
            }
        }
        assertTrue(read > 15, "only " + read + " read");
        assertEquals(BROKEN, refused.stream().map(text -> text.split(" ")[0]).toList(), refused::toString);
    }

    @Test
    void picksThePartOfARealClient() throws MalformedSdp {
        byte[] body = Fixtures.read(samples().resolve("sip-ms/sipe-multipart-alternative-2007fallback.partial.txt"));
        SessionDescription picked =
                SessionDescription.read("multipart/alternative", body).orElseThrow();
        assertEquals("192.168.1.157", picked.origin().address());
    }

    private static Path samples() {
        assumeTrue(Fixtures.samples().isPresent(), "no folder shared/samples above the build");
        return Fixtures.samples().orElseThrow();
    }
}
