package org.bailey.lab.media;

/** What a Microsoft client's layered picture may be told to have wrong; always at the same packets. */
public enum Misbehaviour {
    /** One packet of fifty never leaves. */
    LOSS,
    /** One packet of ten leaves behind the next one. */
    REORDER,
    /** No picture has a description. */
    NO_DESCRIPTION,
    /** Descriptions count one unit too many. */
    WRONG_COUNT,
    /** The first key picture does not say which layers there are. */
    LATE_LAYOUT
}
