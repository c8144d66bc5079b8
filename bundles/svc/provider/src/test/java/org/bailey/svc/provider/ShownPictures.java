package org.bailey.svc.provider;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bailey.media.PacketPath;
import org.bailey.media.PacketRewriter;

/** What can be seen of a film that {@code cnf/bench/rtp/pictures.c} played and got back. */
public final class ShownPictures {
    private ShownPictures() {}

    /**
     * Decodes what came, and what the encoder made.
     *
     * @param dump packets in the order they came in, each behind its length
     * @param stream what the encoder made; played over and over
     * @param source SSRC that comes, the first one where layers have their own
     * @param layered whether it came as a client takes it
     * @return pictures up to the last one that came which differ or are missing
     */
    public static int differing(Path dump, Path stream, int source, boolean layered) throws IOException {
        var client = new UcReceiver(PictureFile.UC_TYPE, source, 4);
        var room = new Receiver(PictureFile.AVC_TYPE, source);
        receive(dump, layered ? client : room);
        Map<Long, List<byte[]>> pictures = layered ? client.pictures : room.pictures;
        List<Integer> numbers = pictures.keySet().stream()
                .map(time -> (int) ((time - PictureFile.FIRST_TIME) / UcSender.STEP))
                .toList();
        if (numbers.isEmpty()) {
            throw new IOException("no picture came back");
        }
        Path seen = Path.of(dump + ".264");
        Material.write(seen, pictures.values().stream().flatMap(List::stream).toList());
        List<String> made = Material.ffmpeg(stream);
        List<String> shown = Material.ffmpeg(seen);
        int differing = numbers.get(numbers.size() - 1) + 1 - shown.size();
        for (int i = 0; i < Math.min(shown.size(), numbers.size()); i++) {
            differing += shown.get(i).equals(made.get(numbers.get(i) % made.size())) ? 0 : 1;
        }
        return differing;
    }

    private static void receive(Path dump, PacketRewriter.Out receiver) throws IOException {
        for (ByteBuffer packet : packets(dump)) {
            receiver.send(packet);
        }
    }

    private static List<ByteBuffer> packets(Path dump) throws IOException {
        List<ByteBuffer> packets = new ArrayList<>();
        try (var in = new DataInputStream(Files.newInputStream(dump))) {
            byte[] length = new byte[2];
            while (in.readNBytes(length, 0, 2) == 2) {
                byte[] packet = in.readNBytes(ByteBuffer.wrap(length).getShort());
                packets.add(ByteBuffer.allocate(packet.length + PacketPath.ROOM)
                        .put(packet)
                        .flip());
            }
        }
        return packets;
    }
}
