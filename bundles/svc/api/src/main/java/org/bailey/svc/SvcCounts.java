package org.bailey.svc;

/** What became of the packets and pictures of one stream. Written by one thread, read by anyone. */
public final class SvcCounts {
    public long packetsIn;
    public long packetsOut;
    /** Pictures that went on, and key pictures among them. */
    public long pictures;

    public long keyPictures;
    /** Pictures that were not sent on, or only in part, as something was missing in them or in what they refer to. */
    public long picturesDropped;
    /** Packets that never came, or too late. */
    public long lost;

    public long late;
    public long duplicate;
    /** Packets that came before one that was due, and how many waited at most. */
    public long reordered;

    public long mostWaiting;
    /** Payloads that are none of RFC 6184 or RFC 6190. */
    public long malformed;
    /** Longer than can be carried: a payload, a unit for mode 0, a picture with all its units. */
    public long oversized;
    /** Packets of sources outside the range, and of streams and layers that were not chosen. */
    public long foreign;

    public long notChosen;
    /** Units only layers need: descriptions, prefixes, parameter sets and slices of spatial and quality layers. */
    public long descriptions;

    public long prefixes;
    public long extensions;
    /** Parameter sets put before a key picture that had none. */
    public long parameterSets;
    /** Changes from one simulcast stream to another. */
    public long switches;
    /** How often a key picture was wanted of the sender. */
    public long keyWanted;
}
