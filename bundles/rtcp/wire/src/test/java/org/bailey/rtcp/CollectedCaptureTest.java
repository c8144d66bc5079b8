package org.bailey.rtcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A capture of other people's reports, where a folder shared/samples lies above the build. */
class CollectedCaptureTest {
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;

    @Test
    void compoundPacketsAreTakenApartToTheLastByte() throws IOException {
        Path file = samples().resolve("pcap-rtp/rtcp_multiple_pkts_in_the_same_datagram.pcap");
        ByteBuffer capture = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<String> seen = new ArrayList<>();
        for (int at = FILE_HEADER; at < capture.limit(); at += RECORD_HEADER + capture.getInt(at + 8)) {
            ByteBuffer datagram = rtcp(capture.slice(at + RECORD_HEADER, capture.getInt(at + 8)));
            var reader = new RtcpReader(datagram);
            int end = 0;
            StringBuilder types = new StringBuilder();
            while (reader.next()) {
                types.append(reader.type()).append(' ');
                assertEquals(List.of(), reader.extensions());
                assertFalse(reader.isFeedback());
                end = reader.end();
            }
            assertEquals(datagram.limit(), end);
            seen.add(types.toString().strip());
        }
        assertFalse(seen.isEmpty());
        seen.forEach(types -> assertEquals("202", types.substring(4), "a report and who it is from"));
    }

    /** {@return what is behind the header of a capture on all interfaces, IPv4 and UDP} */
    private static ByteBuffer rtcp(ByteBuffer frame) {
        int ip = 16;
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
