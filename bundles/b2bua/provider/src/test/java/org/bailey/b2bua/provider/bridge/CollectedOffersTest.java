package org.bailey.b2bua.provider.bridge;

import static org.bailey.b2bua.provider.bridge.Exchanges.FROM_MICROSOFT;
import static org.bailey.b2bua.provider.bridge.Exchanges.FROM_STANDARD;
import static org.bailey.b2bua.provider.bridge.Exchanges.exchange;
import static org.bailey.b2bua.provider.bridge.Exchanges.fresh;
import static org.bailey.b2bua.provider.bridge.Exchanges.granted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Offers of real endpoints and what comes of them; skipped where the folder shared/samples is not there. */
class CollectedOffersTest {
    private final BridgedExchange exchange = exchange();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "sdp-ms/sfb2016-client-audio-offer-mediabypass.sdp|audio G722 sendrecv",
                "sdp-ms/edge-ortc-x-h264uc-offer.sdp|the caller's offer holds no media that can be carried: audio is sent over UDP/TLS/RTP/SAVPF, which no bridge carries; video is sent over UDP/TLS/RTP/SAVPF, which no bridge carries",
                "sdp-ms/mssdpext-offer-lync2013-ice.partial.sdp|audio G722 sendrecv",
                "sdp-video/cisco-codec-expressway-bfcp-ix.sdp|audio G722 sendrecv, video H264 sendrecv",
                "sdp-video/cisco-jabber-windows-11.9-offer.sdp|audio G722 sendrecv, video H264 recvonly",
                "sdp-video/cucm-room-system-h265-offer.sdp|audio G722 sendrecv, video H264 sendrecv",
                "sdp-video/polycom-cma-dual-profile-offer.sdp|audio G722 sendrecv, video H264 sendrecv",
                "sdp-video/rmx-two-application-control-bfcp-tcp.sdp|audio PCMU sendrecv, video H264 sendrecv",
                "sdp-video/sdp-transform-bfcp-polycom.sdp|audio G722 sendrecv, video H264 sendrecv",
            })
    void comesAcross(String file, String offered) throws IOException {
        SdpExchange.Direction direction = file.startsWith("sdp-ms") ? FROM_MICROSOFT : FROM_STANDARD;
        String offer = Files.readString(samples().resolve(file), StandardCharsets.UTF_8);
        assertEquals(offered, across(direction, offer));
    }

    private String across(SdpExchange.Direction direction, String offer) {
        if (exchange.lines(direction, offer, List.of(), 0) instanceof SdpExchange.Result.Lines lines) {
            SdpExchange.Result sent = exchange.offer(direction, offer, granted(lines.lines(), direction), fresh(55));
            return String.join(
                    ", ", exchange.describe(Exchanges.description(sent).text()));
        }
        return Exchanges.refused(exchange.lines(direction, offer, List.of(), 0)).sentence();
    }

    private static Path samples() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolve("shared").resolve("samples");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        assumeTrue(false, "no folder shared/samples above the build");
        throw new AssertionError("skipped");
    }
}
