package org.bailey.lab.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A moving test picture, 320 x 180, 15 frames a second, constrained baseline, a key frame each second; two seconds long.
 * No NAL unit is larger than a packet, so that it suits both packetization modes of RFC 6184.
 */
public final class H264Clip {
    public static final int FRAMES_PER_SECOND = 15;
    private static final H264Clip TEST_PICTURE = named("sample.h264");

    private final List<List<byte[]>> frames;

    private H264Clip(List<List<byte[]>> frames) {
        this.frames = frames;
    }

    public static H264Clip testPicture() {
        return TEST_PICTURE;
    }

    /** How many access units the clip has. */
    public int frames() {
        return frames.size();
    }

    /** The NAL units of one access unit; the clip repeats itself. */
    public List<byte[]> frame(long index) {
        return frames.get((int) (index % frames.size()));
    }

    /** Whether an access unit can be decoded without its predecessors. */
    public boolean isKeyFrame(long index) {
        return frame(index).stream().anyMatch(nal -> (nal[0] & 0x1F) == NalType.IDR);
    }

    /** A clip of this bundle, as many slices a picture as there are; units that belong to a slice stand before it. */
    static H264Clip named(String name) {
        try (InputStream in = H264Clip.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks " + name);
            }
            return new H264Clip(accessUnits(AnnexB.split(in.readAllBytes())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Several slices a picture, each fit for one packet; a picture begins with its first macroblock or its parameter sets. */
    private static List<List<byte[]>> accessUnits(List<byte[]> nals) {
        List<List<byte[]>> units = new ArrayList<>();
        List<byte[]> unit = new ArrayList<>();
        boolean sliced = false;
        for (byte[] nal : nals) {
            boolean slice = NalType.isSlice(nal[0]);
            boolean firstMacroblock = slice && (nal[1] & 0x80) != 0; // first_mb_in_slice is ue(v): a set bit is zero
            if (sliced && (!slice || firstMacroblock)) {
                units.add(List.copyOf(unit));
                unit.clear();
                sliced = false;
            }
            sliced |= slice;
            unit.add(nal);
        }
        units.add(List.copyOf(unit));
        return List.copyOf(units);
    }
}
