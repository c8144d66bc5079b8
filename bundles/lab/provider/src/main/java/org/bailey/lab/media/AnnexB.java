package org.bailey.lab.media;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** NAL units in and out of the byte stream format of ITU-T H.264 annex B. */
public final class AnnexB {
    private static final byte[] START = {0, 0, 0, 1};

    private AnnexB() {}

    /** The NAL units of a byte stream, start codes and trailing zeros removed. */
    public static List<byte[]> split(byte[] stream) {
        List<byte[]> nals = new ArrayList<>();
        int from = -1;
        for (int i = 0; i + 2 < stream.length; i++) {
            if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
                add(nals, stream, from, i);
                from = i + 3;
                i += 2;
            }
        }
        add(nals, stream, from, stream.length);
        return nals;
    }

    private static void add(List<byte[]> nals, byte[] stream, int from, int to) {
        int end = to;
        while (from >= 0 && end > from && stream[end - 1] == 0) {
            end--;
        }
        if (from >= 0 && end > from) {
            nals.add(Arrays.copyOfRange(stream, from, end));
        }
    }

    public static byte[] join(List<byte[]> nals) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] nal : nals) {
            out.writeBytes(START);
            out.writeBytes(nal);
        }
        return out.toByteArray();
    }
}
