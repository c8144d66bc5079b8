package org.bailey.media.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.bailey.media.SrtpContext;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSuite;
import org.bailey.media.relay.srtp.Desk;
import org.bailey.media.relay.srtp.SecureRtp;
import org.bailey.media.relay.srtp.Verdict;
import org.junit.jupiter.api.Test;

/** A capture of somebody else's SRTP with its key, where a folder shared/samples lies above the build. */
class CollectedCaptureTest {
    private static final String KEY = "aSBrbm93IGFsbCB5b3VyIGxpdHRsZSBzZWNyZXRz";
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int PACKETS = 1000;
    private static final int KNOWN = 100;

    @Test
    void everyPacketOfTheCaptureIsAuthenticAndSoundsAsItDid() throws IOException {
        Path folder = samples().resolve("pcap-srtp");
        ByteBuffer capture = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("marseillaise-srtp-first1000.pcap")));
        capture.order(ByteOrder.LITTLE_ENDIAN);
        var context = new SrtpContext(new SrtpKey(
                SrtpSuite.AES_CM_128_HMAC_SHA1_80, Base64.getDecoder().decode(KEY)));
        var sound = new ByteArrayOutputStream();
        int packets = 0;
        for (int at = FILE_HEADER; at < capture.limit(); at += RECORD_HEADER + capture.getInt(at + 8)) {
            int length = capture.getInt(at + 8);
            ByteBuffer packet = Desk.take(rtp(capture.slice(at + RECORD_HEADER, length)));
            int header = RtpHeader.length(packet);
            assertEquals(Verdict.GOOD, SecureRtp.unprotect(context, packet, header), "packet " + packets);
            if (packets++ < KNOWN) {
                sound.write(packet.array(), header, packet.limit() - header);
            }
        }
        assertEquals(PACKETS, packets);
        byte[] expected = Files.readAllBytes(folder.resolve("marseillaise-first100-decrypted.alaw"));
        assertArrayEquals(expected, Arrays.copyOf(sound.toByteArray(), expected.length));
    }

    /** {@return what is behind Ethernet, IPv4 and UDP} */
    private static ByteBuffer rtp(ByteBuffer frame) {
        int ip = 14;
        int udp = ip + 4 * (frame.get(ip) & 0x0f);
        return frame.slice(udp + 8, (frame.getShort(udp + 4) & 0xffff) - 8);
    }

    private static Path samples() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolve("shared").resolve("samples");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        assumeTrue(false, "no folder shared/samples above the build");
        throw new AssertionError();
    }
}
