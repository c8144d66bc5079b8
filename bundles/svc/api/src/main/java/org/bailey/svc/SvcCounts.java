package org.bailey.svc;

import java.util.Map;
import java.util.TreeMap;

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
    /** Parameter sets whose level was put down to what the receiver takes, and those whose pictures need more than that. */
    public long levelsLowered;

    public long levelsTooHigh;
    /** Pictures of upper temporal layers that were left out, as the receiver takes fewer a second. */
    public long thinned;
    /** Changes from one simulcast stream to another. */
    public long switches;
    /** How often a key picture was wanted of the sender. */
    public long keyWanted;

    /** {@return all that add up, by name} */
    Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        all.put("packetsIn", packetsIn);
        all.put("packetsOut", packetsOut);
        all.put("pictures", pictures);
        all.put("keyPictures", keyPictures);
        all.put("picturesDropped", picturesDropped);
        all.put("lost", lost);
        all.put("late", late);
        all.put("duplicate", duplicate);
        all.put("reordered", reordered);
        all.put("malformed", malformed);
        all.put("oversized", oversized);
        all.put("foreign", foreign);
        all.put("notChosen", notChosen);
        all.put("descriptions", descriptions);
        all.put("prefixes", prefixes);
        all.put("extensions", extensions);
        all.put("parameterSets", parameterSets);
        all.put("levelsLowered", levelsLowered);
        all.put("levelsTooHigh", levelsTooHigh);
        all.put("thinned", thinned);
        all.put("switches", switches);
        all.put("keyWanted", keyWanted);
        return all;
    }
}
