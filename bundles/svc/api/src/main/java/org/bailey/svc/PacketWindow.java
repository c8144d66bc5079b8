package org.bailey.svc;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Payloads that wait for their turn. At most {@value #SLOTS} of {@value #LONGEST} bytes; memory is taken when it is first needed,
 * and the place that was given back last is used first, so that a stream in order needs one or two.
 */
public final class PacketWindow {
    public static final int SLOTS = 256;
    /** Longer payloads are not taken. */
    public static final int LONGEST = 2048;

    private final @Nullable ByteBuffer[] payloads = new ByteBuffer[SLOTS];
    private final int[] lengths = new int[SLOTS];
    private final int[] timestamps = new int[SLOTS];
    private final int[] orders = new int[SLOTS];
    private final boolean[] markers = new boolean[SLOTS];
    private final long[] arrivals = new long[SLOTS];
    private final short[] free = new short[SLOTS];
    private int left = SLOTS;

    public PacketWindow() {
        for (int i = 0; i < SLOTS; i++) {
            free[i] = (short) (SLOTS - 1 - i);
        }
    }

    /** {@return how many payloads wait} */
    public int waiting() {
        return SLOTS - left;
    }

    public boolean isFull() {
        return left == 0;
    }

    /**
     * Keeps a payload. There has to be a place left.
     *
     * @param order decoding order over all layers, 0 to 65535; -1 where it is not told
     * @return its place
     */
    public int keep(ByteBuffer from, int start, int length, int timestamp, boolean marker, int order, long nanos) {
        int slot = free[--left];
        ByteBuffer payload = payload(slot);
        payload.put(0, from, start, length);
        lengths[slot] = length;
        timestamps[slot] = timestamp;
        markers[slot] = marker;
        orders[slot] = order;
        arrivals[slot] = nanos;
        return slot;
    }

    public void giveBack(int slot) {
        free[left++] = (short) slot;
    }

    public ByteBuffer payload(int slot) {
        ByteBuffer payload = payloads[slot];
        if (payload == null) {
            payload = ByteBuffer.allocate(LONGEST);
            payloads[slot] = payload;
        }
        return payload;
    }

    public int length(int slot) {
        return lengths[slot];
    }

    public int timestamp(int slot) {
        return timestamps[slot];
    }

    public boolean marker(int slot) {
        return markers[slot];
    }

    public int order(int slot) {
        return orders[slot];
    }

    public long arrival(int slot) {
        return arrivals[slot];
    }
}
