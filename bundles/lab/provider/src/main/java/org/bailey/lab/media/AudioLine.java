package org.bailey.lab.media;

import java.util.function.Consumer;

/** Sends a tone in G.711 packets of 20 ms and listens for tones. */
public final class AudioLine extends MediaLine {
    private static final int SAMPLES = 160;
    private static final long PACKET_NANOS = 20_000_000L;
    private static final long STALE_NANOS = 300_000_000L;

    private final Tone tone;
    private final ToneDetector detector = new ToneDetector();
    private long dueNanos;
    private long timestamp;
    private boolean first = true;

    AudioLine(MediaPorts ports, long ssrc, Tone tone, Consumer<MediaLine> onClose) {
        super(ports, ssrc, onClose);
        this.tone = tone;
    }

    @Override
    void started(long nowNanos) {
        dueNanos = nowNanos;
        first = true;
    }

    @Override
    void send(long nowNanos) {
        if (nowNanos - dueNanos > 10 * PACKET_NANOS) {
            dueNanos = nowNanos; // the machine stood still: skip rather than burst
        }
        while (dueNanos <= nowNanos) {
            Codec codec = codec();
            short[] block = tone.next(SAMPLES);
            byte[] payload = new byte[SAMPLES];
            G711 law = codec != null && codec.name().equalsIgnoreCase("PCMA") ? G711.PCMA : G711.PCMU;
            for (int i = 0; i < SAMPLES; i++) {
                payload[i] = law.encode(block[i]);
            }
            packet(first, timestamp, payload);
            first = false;
            timestamp += SAMPLES;
            dueNanos += PACKET_NANOS;
        }
    }

    @Override
    void media(RtpPacket packet, long nowNanos) {
        G711 law;
        if (packet.payloadType() == G711.PCMU.payloadType()) {
            law = G711.PCMU;
        } else if (packet.payloadType() == G711.PCMA.payloadType()) {
            law = G711.PCMA;
        } else {
            return; // telephone-event, comfort noise: no sound
        }
        if (nowNanos - lastReceivedNanos() > STALE_NANOS) {
            detector.clear();
        }
        for (byte octet : packet.payload()) {
            detector.hear((short) law.decode(octet));
        }
    }

    /** Share of the energy of the last 200 ms at {@code hz}, 0 to 1; 0 when nothing came for 300 ms. */
    public double toneShare(int hz) {
        return System.nanoTime() - lastReceivedNanos() > STALE_NANOS ? 0 : detector.share(hz);
    }

    @Override
    long rtpTime() {
        return timestamp;
    }

    @Override
    void asked(Rtcp.Asked what) {
        // sound has no key frames
    }
}
