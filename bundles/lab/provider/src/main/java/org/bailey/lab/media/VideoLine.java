package org.bailey.lab.media;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the test picture as H.264 over RTP and puts together what comes. Asks for a key frame until it can decode. Where
 * Microsoft's source requests were agreed it sends nothing before one has come, as Lync does.
 */
public final class VideoLine extends MediaLine {
    private static final String LAYERED = "X-H264UC";
    private static final int RATE = 1_000_000;
    private static final long ASK_EVERY_NANOS = 500_000_000L;

    private final H264Clip plain = H264Clip.testPicture();
    private final DescriptionCheck descriptions = new DescriptionCheck();
    private LayeredClip layered = new LayeredClip(false);
    private Set<Misbehaviour> wrong = Set.of();
    private @Nullable RtpPacket heldBack;
    private final H264Assembly assembly = new H264Assembly();
    private long dueNanos;
    private long frame;
    private long timestamp;
    private boolean keyFrameWanted;
    private long askedNanos;
    private boolean microsoft;
    private boolean wanted = true;
    private int request;
    private long heardFrom;

    VideoLine(MediaPorts ports, long ssrc, Consumer<MediaLine> onClose) {
        super(ports, ssrc, onClose);
    }

    /** Whether video source requests were agreed on: then a picture begins with one. */
    public synchronized void speakMicrosoft(boolean agreed) {
        if (agreed != microsoft) {
            microsoft = agreed;
            wanted = !agreed;
        }
    }

    /** How a key frame is asked for. */
    public enum Request {
        PICTURE_LOSS,
        LAYER_LOSS,
        SOURCE_REQUEST
    }

    /** Asks whoever is seen for a key frame. */
    public synchronized void askForKeyFrame(Request form) {
        request++;
        report(
                switch (form) {
                    case PICTURE_LOSS -> Rtcp.pictureLoss(ssrc(), heardFrom);
                    case LAYER_LOSS -> Rtcp.layerLoss(ssrc(), heardFrom, request);
                    case SOURCE_REQUEST -> Rtcp.sourceRequest(ssrc(), request, payloadType(), RATE, true);
                });
    }

    /** Wants no picture any more, or one of so many bit/s at most. */
    public synchronized void wish(int bitsPerSecond) {
        report(Rtcp.sourceRequest(ssrc(), ++request, payloadType(), bitsPerSecond, bitsPerSecond != 0));
    }

    private int payloadType() {
        Codec what = codec();
        return what == null ? 0 : what.payloadType();
    }

    @Override
    void started(long nowNanos) {
        dueNanos = nowNanos;
        keyFrameWanted = true;
    }

    @Override
    void send(long nowNanos) {
        int rate = layered() ? LayeredClip.FRAMES_PER_SECOND : H264Clip.FRAMES_PER_SECOND;
        long frameNanos = 1_000_000_000L / rate;
        if (nowNanos - dueNanos > 10 * frameNanos) {
            dueNanos = nowNanos;
        }
        if (microsoft && !assembly.decodable() && nowNanos - askedNanos > ASK_EVERY_NANOS) {
            askedNanos = nowNanos;
            askForKeyFrame(Request.SOURCE_REQUEST);
        }
        while (wanted && dueNanos <= nowNanos) {
            while (keyFrameWanted && !(layered() ? LayeredClip.isKeyFrame(frame) : plain.isKeyFrame(frame))) {
                frame++;
            }
            keyFrameWanted = false;
            if (layered()) {
                layered.payloads(frame++, wrong).forEach(this::layeredPacket);
            } else {
                List<byte[]> payloads = H264Payload.of(plain.frame(frame++));
                for (int i = 0; i < payloads.size(); i++) {
                    packet(i == payloads.size() - 1, timestamp, payloads.get(i));
                }
            }
            timestamp += 90_000 / rate;
            dueNanos += frameNanos;
        }
    }

    private boolean layered() {
        Codec what = codec();
        return what != null && what.name().equals(LAYERED);
    }

    private void layeredPacket(LayeredClip.Payload payload) {
        RtpPacket packet = made(payload.source(), payload.last(), timestamp, payload.bytes());
        RtpPacket before = heldBack;
        heldBack = null;
        switch (layered.next(wrong)) {
            case LATE -> heldBack = packet;
            case LOST -> {}
            case USUAL -> send(packet);
        }
        if (before != null) {
            send(before);
        }
    }

    /** Whether a Microsoft client's picture is sent in both its sizes at once; before the first picture. */
    public synchronized void simulcast(boolean both) {
        layered = new LayeredClip(both);
    }

    /** What a Microsoft client's layered picture has wrong from now on. */
    public synchronized void misbehave(Misbehaviour... how) {
        wrong = Set.of(how);
    }

    /** Layered pictures that came as a client needs them: described, with as many units as they say. */
    public synchronized long described() {
        return descriptions.good();
    }

    /** Layered pictures that came whole, and not so. */
    public synchronized long misdescribed() {
        return descriptions.bad();
    }

    @Override
    void media(RtpPacket packet, long nowNanos) {
        assembly.add(packet);
        if (layered()) {
            descriptions.add(packet);
        }
        heardFrom = packet.ssrc();
        if (!microsoft && !assembly.decodable() && nowNanos - askedNanos > ASK_EVERY_NANOS) {
            askedNanos = nowNanos;
            askForKeyFrame(Request.PICTURE_LOSS);
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
    void asked(Rtcp.Asked what) {
        keyFrameWanted |= what.keyFrame();
        if (what.sourceRequests() > 0) {
            wanted = !what.stops();
        }
    }
}
