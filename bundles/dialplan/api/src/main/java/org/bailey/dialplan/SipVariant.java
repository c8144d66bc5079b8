package org.bailey.dialplan;

/** What a request is about and whose dialect it is in; decided once, on the request that opens a dialog. */
public enum SipVariant {
    STANDARD,
    MICROSOFT_AV,
    MICROSOFT_SHARE,
    MICROSOFT_IM,
    MICROSOFT_CONFERENCE,
    /** OPTIONS and whatever else carries no sign. */
    ANY
}
