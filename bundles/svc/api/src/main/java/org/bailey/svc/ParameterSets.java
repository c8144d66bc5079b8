package org.bailey.svc;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bailey.svc.wire.Pps;
import org.bailey.svc.wire.Sps;
import org.jspecify.annotations.Nullable;

/** The parameter sets of a stream, as they came last. The number of sequence and picture parameter sets is bounded. */
public final class ParameterSets {
    private static final int SEQUENCES = 4;
    private static final int PICTURES = 16;
    private static final int LONGEST = 512;

    private final @Nullable Sps[] sps = new Sps[SEQUENCES];
    private final byte[] @Nullable [] spsBytes = new byte[SEQUENCES][];
    private final byte[] @Nullable [] ppsBytes = new byte[PICTURES][];
    private @Nullable Sps last;
    private boolean pictured;

    /** {@return the sequence parameter set that came last; null before any} */
    public @Nullable Sps sps() {
        return last;
    }

    /** {@return the sequence parameter set with that number in {@link #bytes}} */
    public @Nullable Sps sps(int number) {
        return sps[number];
    }

    /** {@return whether there is one of each} */
    public boolean complete() {
        return last != null && pictured;
    }

    /** Remembers a sequence parameter set. {@return whether it is a good one that was not known} */
    public boolean sequence(ByteBuffer in, int from, int to) {
        for (int i = 0; i < SEQUENCES; i++) {
            if (same(spsBytes[i], in, from, to)) {
                last = sps[i];
                return false;
            }
        }
        Sps read = to - from <= LONGEST ? Sps.read(in, from, to) : null;
        if (read == null || read.id() >= SEQUENCES) {
            return false;
        }
        sps[read.id()] = read;
        spsBytes[read.id()] = copy(in, from, to);
        last = read;
        return true;
    }

    /** Remembers a picture parameter set. {@return whether it is a good one that was not known} */
    public boolean picture(ByteBuffer in, int from, int to) {
        for (int i = 0; i < PICTURES; i++) {
            if (same(ppsBytes[i], in, from, to)) {
                return false;
            }
        }
        Pps read = to - from <= LONGEST ? Pps.read(in, from, to) : null;
        if (read == null || read.id() >= PICTURES) {
            return false;
        }
        ppsBytes[read.id()] = copy(in, from, to);
        pictured = true;
        return true;
    }

    public void forget() {
        last = null;
        pictured = false;
        Arrays.fill(sps, null);
        Arrays.fill(spsBytes, null);
        Arrays.fill(ppsBytes, null);
    }

    /** {@return how many numbers there are for {@link #bytes}} */
    public int size() {
        return SEQUENCES + PICTURES;
    }

    /** {@return one of them, sequence parameter sets first; null where there is none} */
    public byte @Nullable [] bytes(int number) {
        return number < SEQUENCES ? spsBytes[number] : ppsBytes[number - SEQUENCES];
    }

    private static boolean same(byte @Nullable [] known, ByteBuffer in, int from, int to) {
        if (known == null || known.length != to - from) {
            return false;
        }
        for (int i = 0; i < known.length; i++) {
            if (known[i] != in.get(from + i)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] copy(ByteBuffer in, int from, int to) {
        byte[] bytes = new byte[to - from];
        in.get(from, bytes);
        return bytes;
    }
}
