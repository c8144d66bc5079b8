package org.bailey.dialplan;

/**
 * What somebody may call, and from where.
 *
 * @param alias {@code user@host}, a telephone number, or a sip, sips or tel URI
 * @param from name of the zone it comes from; {@link DialPlan#DEFAULT_ZONE} or empty for whoever is a peer of none
 * @param variant what the request looks like
 */
public record Question(String alias, String from, SipVariant variant) {
    private static final int LONGEST = 2000;

    public Question {
        alias = alias.strip();
        if (alias.isEmpty() || alias.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "alias has " + alias.length() + " characters, but needs 1 to " + LONGEST);
        }
        from = from.strip();
        from = from.isEmpty() ? DialPlan.DEFAULT_ZONE : from;
    }

    /** As calls from that zone mostly are. */
    public Question(String alias, String from) {
        this(
                alias,
                from,
                from.strip().equalsIgnoreCase(DialPlan.MICROSOFT_ZONE) ? SipVariant.MICROSOFT_AV : SipVariant.STANDARD);
    }

    /** {@return the Request-URI of such a call} */
    public String uri() {
        if (alias.matches("(?i)(sips?|tel):.*")) {
            return alias;
        }
        return (alias.matches("\\+?[0-9*#().-]+") ? "tel:" : "sip:") + alias;
    }
}
