package org.bailey.lab.media;

import java.util.List;
import java.util.function.Consumer;

/** Sends the test picture as H.264 over RTP and puts together what comes. Asks for a key frame until it can decode. */
public final class VideoLine extends MediaLine {
    private static final long FRAME_NANOS = 1_000_000_000L / H264Clip.FRAMES_PER_SECOND;
    private static final int FRAME_TICKS = 90_000 / H264Clip.FRAMES_PER_SECOND;
    private static final long ASK_EVERY_NANOS = 500_000_000L;

    private final H264Clip clip = H264Clip.testPicture();
    private final H264Assembly assembly = new H264Assembly();
    private long dueNanos;
    private long frame;
    private long timestamp;
    private boolean keyFrameWanted;
    private long askedNanos;

    VideoLine(MediaPorts ports, long ssrc, Consumer<MediaLine> onClose) {
        super(ports, ssrc, onClose);
    }

    @Override
    void started(long nowNanos) {
        dueNanos = nowNanos;
        keyFrameWanted = true;
    }

    @Override
    void send(long nowNanos) {
        if (nowNanos - dueNanos > 10 * FRAME_NANOS) {
            dueNanos = nowNanos;
        }
        while (dueNanos <= nowNanos) {
            while (keyFrameWanted && !clip.isKeyFrame(frame)) {
                frame++;
            }
            keyFrameWanted = false;
            List<byte[]> payloads = H264Payload.of(clip.frame(frame++));
            for (int i = 0; i < payloads.size(); i++) {
                packet(i == payloads.size() - 1, timestamp, payloads.get(i));
            }
            timestamp += FRAME_TICKS;
            dueNanos += FRAME_NANOS;
        }
    }

    @Override
    void media(RtpPacket packet, long nowNanos) {
        assembly.add(packet);
        if (!assembly.decodable() && nowNanos - askedNanos > ASK_EVERY_NANOS) {
            askedNanos = nowNanos;
            report(Rtcp.pictureLoss(ssrc(), packet.ssrc()));
        }
    }

    /** What was received so far. */
    public H264Assembly seen() {
        return assembly;
    }

    @Override
    long rtpTime() {
        return timestamp;
    }

    @Override
    void keyFrameAsked() {
        keyFrameWanted = true;
    }
}
