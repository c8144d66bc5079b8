package org.bailey.media;

/**
 * One synchronization source under one key: where its indices are, and which of the last 64 were there (RFC 3711 section
 * 3.3). Plain data of the owner loop.
 */
public final class SrtpSource {
    public final int ssrc;
    /** Highest packet index, the rollover counter above bit 16; -1 before the first packet. */
    public long highest = -1;
    /** Bit n: index {@link #highest} - n was there. */
    public long window;
    /** Highest SRTCP index received; -1 before the first packet. */
    public long rtcpHighest = -1;

    public long rtcpWindow;

    /** Where the indices were under another key since; -1 when there was none, or packets have told how they go on. */
    public long elsewhere = -1;

    /** Of a source we send: the source it was received from. */
    public int received;
    /** Of a source we send: what is added to sequence numbers received. */
    public int shift;
    /** Of a source we send: the sequence number received that would confirm a leap; -1 when there was none. */
    public int expectedAfterLeap = -1;

    public SrtpSource(int ssrc) {
        this.ssrc = ssrc;
    }

    /** The same source has gone on under another key. */
    void follow(SrtpSource other) {
        elsewhere = Math.max(elsewhere, Math.max(other.highest, other.elsewhere));
        received = other.received;
        shift = other.shift;
        expectedAfterLeap = -1;
    }
}
