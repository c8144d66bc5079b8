package org.bailey.rtcp;

import java.nio.ByteBuffer;
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

/** One extension of a report; its length lies within the packet and is at least 4. */
final class ExtensionReader {
    private ExtensionReader() {}

    static ReportExtension read(ByteBuffer in, int at, int length) {
        int type = u16(in, at);
        int needed = switch (type) {
            case 4 -> 8;
            case 1, 7, 8, 10, 11, 14 -> 12;
            case 13 -> 16;
            case 5, 12 -> 20;
            case 9 -> 24;
            default -> 4;
        };
        if (length < needed) {
            return new Unknown(type, length);
        }
        return switch (type) {
            case 1 ->
                new EstimatedBandwidth(
                        in.getInt(at + 4), u32(in, at + 8), length < 16 ? -1 : in.get(at + 12) >> 4 & 15);
            case 4 -> new PacketLoss(u16(in, at + 6));
            case 5 -> new VideoPreference(u16(in, at + 8), u16(in, at + 10), u32(in, at + 12), u16(in, at + 16));
            case 6 -> new Padding(length - 4);
            case 7 -> new Limit(Limit.By.POLICY, u32(in, at + 8));
            case 8 -> new Limit(Limit.By.TURN, u32(in, at + 8));
            case 9 ->
                new HealerMetrics(
                        u32(in, at + 4),
                        u32(in, at + 8),
                        u32(in, at + 12),
                        u32(in, at + 16),
                        in.get(at + 22) & 0xff,
                        in.get(at + 23) & 0xff);
            case 10 -> new Limit(Limit.By.RECEIVER, u32(in, at + 8));
            case 11 ->
                new TrainPacket(
                        in.getInt(at + 4),
                        in.get(at + 8) < 0,
                        in.get(at + 8) & 0x7f,
                        in.get(at + 9) < 0,
                        in.get(at + 9) & 0x7f,
                        u16(in, at + 10));
            case 12 -> new PeerInfo(in.getInt(at + 4), u32(in, at + 8), u32(in, at + 12), in.get(at + 16) >= 0);
            case 13 -> new Congestion(in.getLong(at + 4), in.get(at + 12) >> 4 & 15);
            case 14 -> new ModalityLimit(in.get(at + 4) & 0xff, u32(in, at + 8));
            default -> new Unknown(type, length);
        };
    }

    private static int u16(ByteBuffer in, int place) {
        return in.getShort(place) & 0xffff;
    }

    private static long u32(ByteBuffer in, int place) {
        return in.getInt(place) & 0xffff_ffffL;
    }
}
