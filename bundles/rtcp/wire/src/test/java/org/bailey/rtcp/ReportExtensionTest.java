package org.bailey.rtcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.bailey.rtcp.ReportExtension.Congestion;
import org.bailey.rtcp.ReportExtension.EstimatedBandwidth;
import org.bailey.rtcp.ReportExtension.HealerMetrics;
import org.bailey.rtcp.ReportExtension.Limit;
import org.bailey.rtcp.ReportExtension.ModalityLimit;
import org.bailey.rtcp.ReportExtension.PacketLoss;
import org.bailey.rtcp.ReportExtension.Padding;
import org.bailey.rtcp.ReportExtension.PeerInfo;
import org.bailey.rtcp.ReportExtension.TrainPacket;
import org.bailey.rtcp.ReportExtension.Unknown;
import org.bailey.rtcp.ReportExtension.VideoPreference;
import org.junit.jupiter.api.Test;

class ReportExtensionTest {
    private static final String BLOCK = "0000000a".repeat(6);

    private static List<ReportExtension> behind(String report) {
        var reader = new RtcpReader(ByteBuffer.wrap(HexFormat.of().parseHex(report)));
        assertTrue(reader.next());
        return reader.extensions();
    }

    private static String receiverReport(int blocks, String extensions) {
        int words = 1 + 6 * blocks + extensions.length() / 8;
        return String.format("%02xc9%04x00000001", 0x80 | blocks, words) + BLOCK.repeat(blocks) + extensions;
    }

    @Test
    void eachTypeIsReadBehindTheBlocksOfAReport() {
        String all = "0001000c" + "00000002" + "000f4240"
                + "00010010" + "00000002" + "fffffffd" + "70000000"
                + "00040008" + "0000abcd"
                + "00050014" + "00000000" + "02800168" + "00000258" + "000f0000"
                + "00060008" + "00000000"
                + "0007000c" + "00000000" + "00000100"
                + "0008000c" + "00000000" + "00000200"
                + "000a000c" + "00000000" + "00000300";
        assertEquals(
                List.of(
                        new EstimatedBandwidth(2, 1_000_000, -1),
                        new EstimatedBandwidth(2, EstimatedBandwidth.NONE_PAIRS, 7),
                        new PacketLoss(0xabcd),
                        new VideoPreference(640, 360, 600, 15),
                        new Padding(4),
                        new Limit(Limit.By.POLICY, 256),
                        new Limit(Limit.By.TURN, 512),
                        new Limit(Limit.By.RECEIVER, 768)),
                behind(receiverReport(2, all)));
        assertEquals(
                List.of(
                        new HealerMetrics(1, 2, 3, 4, 5, 6),
                        new TrainPacket(2, true, 3, false, 4, 1000),
                        new PeerInfo(2, 10, 20, true),
                        new Congestion(0x1122334455667788L, 0b1010),
                        new ModalityLimit(ModalityLimit.VIDEO, 1024),
                        new Unknown(99, 8)),
                behind(receiverReport(
                        0,
                        "00090018" + "00000001" + "00000002" + "00000003" + "00000004" + "00000506"
                                + "000b000c" + "00000002" + "830403e8"
                                + "000c0014" + "00000002" + "0000000a" + "00000014" + "00000000"
                                + "000d0010" + "1122334455667788" + "a0000000"
                                + "000e000c" + "02000000" + "00000400"
                                + "00630008" + "00000000")));
    }

    @Test
    void whatWeSendIsReadAgain() {
        ReportExtension[] sent = {
            new EstimatedBandwidth(2, EstimatedBandwidth.NONE_PAIRS, -1),
            new EstimatedBandwidth(2, 5_000_000, 15),
            new PacketLoss(65535),
            new VideoPreference(1280, 720, 0, 30),
            new Limit(Limit.By.RECEIVER, 2_000_000),
            new ModalityLimit(ModalityLimit.VIDEO, 3_000_000)
        };
        ByteBuffer out = ByteBuffer.allocate(200);
        RtcpWriter.report(out, 1, sent);
        var reader = new RtcpReader(out.flip());
        assertTrue(reader.next());
        assertEquals(List.of(sent), reader.extensions());
        assertFalse(reader.next());
        assertFalse(((EstimatedBandwidth) sent[0]).known());
        assertTrue(((EstimatedBandwidth) sent[1]).known());
    }

    @Test
    void noMoreThanTwentyAreReadAndADamagedOneEndsThem() {
        assertEquals(
                ReportExtension.MOST,
                behind(receiverReport(0, "00060004".repeat(50))).size());
        assertEquals(List.of(new Padding(0)), behind(receiverReport(0, "00060004" + "00060003" + "00060004")));
        assertEquals(List.of(), behind(receiverReport(0, "000affff")));
        assertEquals(List.of(new Unknown(10, 8)), behind(receiverReport(0, "000a0008" + "00000000")));
        assertEquals(List.of(), behind("85c90001" + "00000001"), "more blocks than there are");
    }
}
