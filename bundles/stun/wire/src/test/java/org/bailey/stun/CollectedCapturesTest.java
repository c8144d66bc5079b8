package org.bailey.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages of other people's programs, where a folder shared/samples lies above the build. */
class CollectedCapturesTest {
    @Test
    void datagramsOfClientsAndServersAreReadWhole() throws IOException {
        int read = 0;
        int attributes = 0;
        for (String capture : List.of(
                "pcap-stun-ice/stun-ice-testcall.pcap",
                "pcap-stun-ice/turn.pcap",
                "turn-ms/teams-audio-leg.pcap",
                "turn-ms/skype-conference-call.pcap")) {
            for (ByteBuffer datagram : datagrams(samples().resolve(capture))) {
                if (!StunMessage.looksLike(datagram) || (datagram.getShort(2) & 3) != 0) {
                    continue;
                }
                try {
                    StunMessage message = StunMessage.parse(datagram);
                    if (message.has(StunAttribute.FINGERPRINT)) {
                        assertTrue(message.fingerprint().isPresent(), capture + ": " + message);
                    }
                    read++;
                    attributes += message.toString().split(" ").length - 2;
                } catch (MalformedStun e) {
                    throw new AssertionError(capture + ": " + e.getMessage(), e);
                }
            }
        }
        assertTrue(read > 50 && attributes > 200, read + " messages with " + attributes + " attributes");
    }

    @Test
    void checksOfLaterMicrosoftClientsHaveTheFormatsOfTheRfc() throws Exception {
        StunMessage check = file("turn-ms/teams-audio-leg-22-binding-request.bin");
        assertEquals("o5/I:FY32", check.text(StunAttribute.USERNAME));
        assertEquals(9, check.value(StunAttribute.USERNAME).remaining());
        assertEquals(7, check.number(StunAttribute.MS_IMPLEMENTATION_VERSION).orElseThrow());
        assertTrue(check.has(StunAttribute.USE_CANDIDATE));
        assertEquals(Optional.of(FingerprintForm.RFC), check.fingerprint());
    }

    @Test
    void relayMessagesAreIntact() throws Exception {
        StunMessage allocated = file("stun-vectors/turn-AllocateResponse.bin");
        assertEquals(StunMethod.ALLOCATE, allocated.method());
        assertEquals(StunClass.SUCCESS, allocated.type());
        InetSocketAddress relayed = allocated.address(StunAttribute.XOR_RELAYED_ADDRESS);
        assertTrue(relayed != null && relayed.getPort() > 0);
        StunMessage refused = file("stun-vectors/chrome-turn-2-401.bin");
        assertEquals("401 Unauthorized", refused.error().orElseThrow().toString());
        assertEquals("a1.cydev.ru", refused.text(StunAttribute.REALM));
    }

    @Test
    void brokenOnesAreRefused() throws IOException {
        for (String name : List.of("bad1", "bad3", "bad_crc_offset", "extra_garbage")) {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(samples().resolve("stun-vectors/libnice-" + name + ".bin")));
            assertThrows(MalformedStun.class, () -> StunMessage.parse(bytes), name);
        }
    }

    private static StunMessage file(String name) throws Exception {
        return StunMessage.parse(ByteBuffer.wrap(Files.readAllBytes(samples().resolve(name))));
    }

    private static List<ByteBuffer> datagrams(Path pcap) throws IOException {
        var datagrams = new ArrayList<ByteBuffer>();
        var file = ByteBuffer.wrap(Files.readAllBytes(pcap));
        file.order(file.getInt(0) == 0xA1B2C3D4 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int link = file.getInt(20);
        int ip = link == 1 ? 14 : link == 113 ? 16 : 0;
        for (int at = 24; at + 16 <= file.limit(); at += 16 + file.getInt(at + 8)) {
            ByteBuffer frame = file.slice(at + 16, file.getInt(at + 8)).order(ByteOrder.BIG_ENDIAN);
            if (frame.limit() > ip + 28 && frame.get(ip) >> 4 == 4 && frame.get(ip + 9) == 17) {
                int udp = ip + (frame.get(ip) & 15) * 4;
                int length = frame.getShort(udp + 4) & 0xFFFF;
                if (length >= 8 && udp + length <= frame.limit()) {
                    datagrams.add(frame.slice(udp + 8, length - 8));
                }
            }
        }
        return datagrams;
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
