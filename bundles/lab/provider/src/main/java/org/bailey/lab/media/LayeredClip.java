package org.bailey.lab.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The test picture of a Microsoft client: 30 a second in three temporal layers, made by OpenH264 ({@code cnf/peers/h264/encode.c});
 * simulcast in two sizes, 160 x 90 and 320 x 180. Each layer of each size has a source of its own. Not safe for two threads.
 */
final class LayeredClip {
    static final int FRAMES_PER_SECOND = 30;
    private static final List<H264Clip> STREAMS =
            List.of(H264Clip.named("layered-small.h264"), H264Clip.named("layered-large.h264"));

    /** A packet to be sent. */
    record Payload(int source, boolean last, byte[] bytes) {}

    private final boolean simulcast;
    private final int[] orders = new int[STREAMS.size()];
    private final int[] references = new int[STREAMS.size()];
    private boolean laidOut;
    private int count;

    /** @param simulcast whether both sizes are sent, else the larger one */
    LayeredClip(boolean simulcast) {
        this.simulcast = simulcast;
    }

    static boolean isKeyFrame(long index) {
        return STREAMS.get(1).isKeyFrame(index);
    }

    /** What is to be sent of a moment, in this order. */
    List<Payload> payloads(long index, Set<Misbehaviour> wrong) {
        List<Payload> payloads = new ArrayList<>();
        for (int stream = simulcast ? 0 : 1; stream < STREAMS.size(); stream++) {
            LayeredPicture picture = LayeredPicture.of(
                    simulcast ? stream : 0, STREAMS.get(stream).frame(index));
            references[stream] += picture.referred() ? 1 : 0;
            boolean silent = wrong.contains(Misbehaviour.LATE_LAYOUT) && !laidOut;
            List<byte[]> own = picture.payloads(
                    orders[stream] & 0xffff, references[stream] & 0xff, silent ? 0 : simulcast ? 2 : 1, wrong);
            orders[stream] += picture.units().size();
            laidOut |= picture.key() && stream == STREAMS.size() - 1;
            int source = picture.stream() * LayeredPicture.LAYERS + picture.temporal();
            for (int i = 0; i < own.size(); i++) {
                payloads.add(new Payload(source, i == own.size() - 1, own.get(i)));
            }
        }
        return payloads;
    }

    /** Whether the next packet leaves, and whether behind the one after it. */
    Way next(Set<Misbehaviour> wrong) {
        count++;
        return wrong.contains(Misbehaviour.LOSS) && count % 50 == 49
                ? Way.LOST
                : wrong.contains(Misbehaviour.REORDER) && count % 10 == 9 ? Way.LATE : Way.USUAL;
    }

    /** What becomes of a packet. */
    enum Way {
        USUAL,
        LATE,
        LOST
    }
}
