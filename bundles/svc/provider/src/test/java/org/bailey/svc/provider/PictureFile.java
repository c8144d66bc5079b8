package org.bailey.svc.provider;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Packets of a film and when each leaves, as {@code cnf/bench/rtp/pictures.c} plays them over and over. */
public final class PictureFile {
    /** A client's film: the description of each picture in a packet of its own, each layer under its own source. */
    public static final int UC_TYPE = UcSender.TYPE;
    /** A room's. */
    public static final int AVC_TYPE = 96;

    static final int FIRST_TIME = 900_000;
    private static final long PICTURES_PER_SECOND = 30;
    private static final int DESCRIPTION = 30;
    private static final int ORDER = 12 + 5;
    private static final int PREFIX = 14;
    /** A key picture leaves at the pace of a line that is not endless. */
    private static final int PACKETS_A_MILLISECOND = 8;

    private PictureFile() {}

    /** Writes the packets of a stream as a client with this many temporal layers sends them. */
    public static void client(Path stream, int width, int height, int layers, Path to) throws IOException {
        var sender = new UcSender(0, 0);
        sender.prefixes = false;
        sender.layout = UcSender.layout(new int[] {width, height, layers});
        write(stream, sender, to);
    }

    /** Writes the packets of a stream as a room sends them. */
    public static void room(Path stream, Path to) throws IOException {
        var sender = new UcSender(0, 0);
        sender.described = false;
        sender.apart = false;
        sender.prefixes = false;
        sender.type = AVC_TYPE;
        write(stream, sender, to);
    }

    /** Writes a second of sound, 172 bytes every 20 ms. */
    public static void sound(Path to) throws IOException {
        var packets = new ByteArrayOutputStream();
        var out = new DataOutputStream(packets);
        for (int i = 0; i < 50; i++) {
            byte[] packet = new byte[172];
            packet[0] = (byte) 0x80;
            packet[3] = (byte) i;
            packet[6] = (byte) (i * 160 >> 8);
            packet[7] = (byte) (i * 160);
            packet(out, i * 20_000, 0, packet);
        }
        round(to, 1_000_000, 8000, 0, 0, 50, packets);
    }

    private static void write(Path stream, UcSender sender, Path to) throws IOException {
        List<List<byte[]>> pictures = Material.pictures(stream);
        var packets = new ByteArrayOutputStream();
        var out = new DataOutputStream(packets);
        int units = 0;
        int count = 0;
        for (int number = 0; number < pictures.size(); number++) {
            int k = 0;
            for (byte[] packet : sender.picture(pictures.get(number), FIRST_TIME + number * UcSender.STEP)) {
                int order = (packet[12] & 0x1f) == DESCRIPTION ? ORDER : 0;
                packet(out, micros(number) + k++ / PACKETS_A_MILLISECOND * 1000, order, packet);
                count++;
            }
            units += (int) pictures.get(number).stream()
                    .filter(unit -> (unit[0] & 0x1f) != PREFIX)
                    .count();
        }
        round(to, micros(pictures.size()), pictures.size() * UcSender.STEP, units, pictures.size(), count, packets);
    }

    private static int micros(int picture) {
        return (int) (picture * 1_000_000L / PICTURES_PER_SECOND);
    }

    private static void packet(DataOutputStream out, int micros, int order, byte[] packet) throws IOException {
        out.writeInt(micros);
        out.writeShort(packet.length);
        out.writeShort(order);
        out.write(packet);
    }

    private static void round(
            Path to, int micros, int ticks, int units, int pictures, int count, ByteArrayOutputStream packets)
            throws IOException {
        try (var out = new DataOutputStream(Files.newOutputStream(to))) {
            for (int number : new int[] {micros, ticks, units, pictures, count}) {
                out.writeInt(number);
            }
            packets.writeTo(out);
        }
    }
}
