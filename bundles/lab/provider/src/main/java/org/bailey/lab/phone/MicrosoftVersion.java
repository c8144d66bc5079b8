package org.bailey.lab.phone;

/** Which client is imitated: what it calls itself and how it packs its first offer. */
public enum MicrosoftVersion {
    /** Offers in two parts, the first for the 2007 clients. */
    LYNC_2013("UCCAPI/15.0.4420.1017 OC/15.0.4420.1017 (Microsoft Lync)", true),
    /** Offers one plain description. */
    SKYPE_2016("UCCAPI/16.0.4417.1000 OC/16.0.4417.1000 (Skype for Business)", false);

    private final String userAgent;
    private final boolean fallbackPart;

    MicrosoftVersion(String userAgent, boolean fallbackPart) {
        this.userAgent = userAgent;
        this.fallbackPart = fallbackPart;
    }

    String userAgent() {
        return userAgent;
    }

    boolean fallbackPart() {
        return fallbackPart;
    }
}
