package org.bailey.lab.media;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * RTP payloads back to NAL units (RFC 6184), in order of arrival. Keeps the first two megabytes as an Annex B stream for
 * a decoder. Safe for many threads.
 */
public final class H264Assembly {
    private static final int KEPT_OCTETS = 2 << 20;

    private final List<byte[]> nals = new ArrayList<>();
    private final ByteArrayOutputStream fragment = new ByteArrayOutputStream();
    private boolean inFragment;
    private int nextSequence = -1;
    private long lastTimestamp = -1;
    private int kept;
    private long frames;
    private long keyFrames;
    private long broken;
    private boolean parameterSets;

    public synchronized void add(RtpPacket packet) {
        byte[] payload = packet.payload();
        boolean inOrder = nextSequence < 0 || packet.sequence() == nextSequence;
        nextSequence = packet.sequence() + 1 & 0xFFFF;
        if (!inOrder && inFragment) {
            inFragment = false;
            broken++;
        }
        if (payload.length < 2) {
            broken++;
            return;
        }
        switch (NalType.of(payload[0])) {
            case NalType.STAP_A -> aggregate(payload, packet.timestamp());
            case NalType.FU_A -> fragment(payload, packet.timestamp());
            case NalType.PACSI -> {}
            default -> complete(payload, packet.timestamp());
        }
    }

    private void aggregate(byte[] payload, long timestamp) {
        int at = 1;
        while (at + 2 < payload.length) {
            int length = (payload[at] & 0xFF) << 8 | payload[at + 1] & 0xFF;
            at += 2;
            if (length == 0 || at + length > payload.length) {
                broken++;
                return;
            }
            complete(Arrays.copyOfRange(payload, at, at + length), timestamp);
            at += length;
        }
    }

    private void fragment(byte[] payload, long timestamp) {
        boolean start = (payload[1] & 0x80) != 0;
        if (start) {
            fragment.reset();
            fragment.write(payload[0] & 0xE0 | payload[1] & 0x1F);
            inFragment = true;
        } else if (!inFragment) {
            broken++;
            return;
        }
        fragment.write(payload, 2, payload.length - 2);
        if ((payload[1] & 0x40) != 0) {
            inFragment = false;
            complete(fragment.toByteArray(), timestamp);
        }
    }

    private void complete(byte[] nal, long timestamp) {
        int type = NalType.of(nal[0]);
        parameterSets |= type == NalType.SPS;
        if (NalType.isSlice(nal[0]) && timestamp != lastTimestamp) {
            lastTimestamp = timestamp;
            frames++;
            keyFrames += type == NalType.IDR ? 1 : 0;
        }
        if (kept + nal.length <= KEPT_OCTETS) {
            kept += nal.length;
            nals.add(nal);
        }
    }

    /** Pictures of which at least one slice came whole. */
    public synchronized long frames() {
        return frames;
    }

    public synchronized long keyFrames() {
        return keyFrames;
    }

    /** Fragments that could not be put together. */
    public synchronized long broken() {
        return broken;
    }

    /** Whether a decoder could begin: parameter sets and a key frame have come. */
    public synchronized boolean decodable() {
        return parameterSets && keyFrames > 0;
    }

    /** What came, as a byte stream for a decoder. */
    public synchronized byte[] annexB() {
        return AnnexB.join(nals);
    }
}
