package org.bailey.svc;

/** Packets of one source in the order of their sequence numbers, as places in a {@link PacketWindow}. */
public final class SourceQueue {
    /** Numbers a packet may be ahead of or behind the one that is due; what is farther is a leap. */
    public static final int SPAN = 256;

    private static final int NONE = 0;

    public final int ssrc;
    /** Whether a packet has come. */
    public boolean begun;
    /** Sequence number that is due, 0 to 65535; meaningful once {@link #begun}. */
    public int due;
    /** After a leap, the number that would confirm it (RFC 3550 section A.1); -1 when there was none. How many have. */
    public int afterLeap = -1;

    public int elsewhere;
    /** Packets that wait. */
    public int waiting;
    /** When the last packet came. */
    public long lastNanos;
    /** Header of the last layer it said it carries; -1 before. */
    public int svc = -1;
    /** Timestamp of the packet released last, and whether one was. */
    public int timestamp;

    public boolean released;
    /** Whether it marks the end of a picture; believed until one ended without. */
    public boolean marks = true;
    /** Pictures since the last one that others refer to. */
    public int sinceReference;

    private final short[] places = new short[SPAN];

    public SourceQueue(int ssrc) {
        this.ssrc = ssrc;
    }

    /** {@return how far ahead of the one that is due; negative for what is over} */
    public int ahead(int sequence) {
        return (short) (sequence - due);
    }

    /** {@return whether a packet with this number waits; it has to be within the span} */
    public boolean has(int sequence) {
        return places[sequence & SPAN - 1] != NONE;
    }

    public void put(int sequence, int slot) {
        places[sequence & SPAN - 1] = (short) (slot + 1);
        waiting++;
    }

    /** {@return how many numbers are missing before the first packet that waits; there has to be one} */
    public int missing() {
        int missing = 0;
        while (places[due + missing & SPAN - 1] == NONE) {
            missing++;
        }
        return missing;
    }

    /** {@return place of the packet that is so many ahead of the one that is due} */
    public int place(int ahead) {
        return places[due + ahead & SPAN - 1] - 1;
    }

    /** Takes the packet out that is so many ahead; the next one is due then. */
    public void take(int ahead) {
        places[due + ahead & SPAN - 1] = NONE;
        due = due + ahead + 1 & 0xffff;
        waiting--;
    }

    /** Gives back all that waits. */
    public void clear(PacketWindow window) {
        for (int i = 0; i < SPAN && waiting > 0; i++) {
            if (places[i] != NONE) {
                window.giveBack(places[i] - 1);
                places[i] = NONE;
                waiting--;
            }
        }
    }
}
