package org.bailey.svc.provider;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bailey.media.PacketOut;
import org.bailey.media.PacketPath;
import org.bailey.media.SrtpSuite;

/**
 * What rewriting adds to the relay: CPU of a packet with SRTP on both legs, beside packets of the same length that pass as they
 * are, in turns. Pictures are made up, 720p30 at 2 Mbit/s: {@code RelayedCost [ROUNDS]}.
 */
final class RelayedCost {
    private static final int PACKETS = 40_000;
    private static final int LONGEST = 1500;

    private RelayedCost() {}

    private static UcSender sender(boolean described, int source, int type) {
        var sender = new UcSender(source, 0);
        sender.described = described;
        sender.apart = described;
        sender.prefixes = described;
        sender.type = type;
        sender.layout = UcSender.layout(new int[] {1280, 720, 3});
        return sender;
    }

    private static List<byte[]> packets(UcSender sender, int first) {
        List<byte[]> packets = new ArrayList<>();
        for (int picture = 0; packets.size() < PACKETS; picture++) {
            boolean key = picture % 300 == 0;
            List<byte[]> units = new ArrayList<>();
            if (key) {
                units.addAll(List.of(AnyPacketTest.SPS, AnyPacketTest.PPS));
            }
            byte[] slice = new byte[key ? 60_000 : 8_300];
            slice[0] = (byte) (key ? 0x65 : 0x61);
            slice[1] = (byte) 0x88;
            units.add(slice);
            packets.addAll(sender.picture(units, (first + picture) * UcSender.STEP));
        }
        return packets;
    }

    /** {@return nanoseconds of CPU a packet} */
    private static double carry(PictureLine line, PictureLine.End from, List<byte[]> packets, PacketOut out) {
        List<byte[]> secured = new ArrayList<>();
        packets.forEach(packet -> secured.add(from.secured(packet, false)));
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST + PacketPath.ROOM);
        InetSocketAddress address = from.address;
        long before = threads.getCurrentThreadCpuTime();
        for (byte[] packet : secured) {
            line.nanos += 5_000_000;
            line.path.onRtpPort(from.stream, buffer.clear().put(packet).flip(), address, line.nanos, out);
        }
        return (threads.getCurrentThreadCpuTime() - before) / (double) packets.size();
    }

    public static void main(String[] arguments) {
        int rounds = arguments.length == 0 ? 10 : Integer.parseInt(arguments[0]);
        long[] sent = new long[1];
        PacketOut out = new PacketOut() {
            @Override
            public boolean rtp(ByteBuffer packet, InetSocketAddress to) {
                sent[0]++;
                return true;
            }

            @Override
            public boolean rtcp(ByteBuffer packet, InetSocketAddress to) {
                return true;
            }
        };
        double[] best = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        var plain = new PictureLine(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        plain.client.stream.rewrite(null);
        var rewritten = new PictureLine(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        UcSender client = sender(true, PictureLine.ANNOUNCED, PictureLine.UC);
        UcSender room = sender(false, 4003, PictureLine.AVC);
        for (int round = 0; round < rounds; round++) {
            int first = round * PACKETS;
            List<byte[]> uc = packets(client, first);
            List<byte[]> avc = packets(room, first);
            best[0] = Math.min(best[0], carry(plain, plain.client, uc, out));
            best[1] = Math.min(best[1], carry(rewritten, rewritten.client, uc, out));
            best[2] = Math.min(best[2], carry(rewritten, rewritten.room, avc, out));
            System.out.printf(
                    "relay %.0f ns, UC to AVC %.0f ns (%.2f), AVC to UC %.0f ns (%.2f), %d sent, %s%n",
                    best[0],
                    best[1],
                    best[1] / best[0],
                    best[2],
                    best[2] / best[0],
                    sent[0],
                    rewritten.client.stream.statistics(null).drops());
        }
    }
}
