package org.bailey.dialplan.provider.peer;

/**
 * What is known of one address of a peer.
 *
 * @param detail for people; empty while nothing is known
 * @param at nano clock value of when the question behind it was asked: an older answer does not replace a younger one
 */
record Health(Condition condition, String detail, long at) {
    static final Health UNKNOWN = new Health(Condition.UNKNOWN, "", Long.MIN_VALUE);

    /** In the order in which they are tried. */
    enum Condition {
        ALIVE,
        /** Not asked yet, or not to be asked. Tried like one that is alive. */
        UNKNOWN,
        /** A call failed, or OPTIONS stays unanswered so far. */
        SUSPECT,
        /** Answers, but does not want our calls. Tried last. */
        REFUSING,
        /** Known to be unreachable. A zone with nothing else takes no calls. */
        FAILED;

        /** {@return how early it is tried: 0 first} */
        int rank() {
            return this == UNKNOWN ? ALIVE.ordinal() : ordinal();
        }
    }
}
