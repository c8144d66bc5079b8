package org.bailey.dialplan;

/**
 * How media is treated towards a zone.
 *
 * @param keyOffer how encryption is offered there when it is not required
 * @param keysWithoutTls whether keys may be sent and taken where signalling is not TLS: anybody on the way can read them
 * @param ice whether ICE is offered there
 * @param bfcp whether BFCP lines may stand in offers to it
 */
public record ZonePolicy(
        MediaEncryption mediaEncryption, KeyOffer keyOffer, boolean keysWithoutTls, boolean ice, boolean bfcp) {
    /** Of a zone nobody has said anything about. */
    public static final ZonePolicy DEFAULT = new ZonePolicy(MediaEncryption.AUTO, false, true);

    /** Keys go over TLS only, and are offered as the peer may take or leave them. */
    public ZonePolicy(MediaEncryption mediaEncryption, boolean ice, boolean bfcp) {
        this(mediaEncryption, KeyOffer.OPTIONAL, false, ice, bfcp);
    }

    public ZonePolicy with(KeyOffer other) {
        return new ZonePolicy(mediaEncryption, other, keysWithoutTls, ice, bfcp);
    }

    /** Whether media is encrypted there. */
    public enum MediaEncryption {
        /** Offered where the signalling is TLS, taken if the peer wants it; each leg for itself. */
        AUTO,
        /** A peer without encryption is refused. */
        REQUIRED,
        /** Never offered, never taken; a peer that requires it is refused. */
        OFF
    }

    /** What an offer looks like that leaves encryption to the peer; refused with 488, it is made once more in the other form. */
    public enum KeyOffer {
        /** RTP/AVP with keys first: whoever knows them takes them, others overlook them ([MS-SDPEXT], many rooms). */
        OPTIONAL,
        /** RTP/SAVP first, for peers that take keys with it only. */
        SECURE_FIRST
    }
}
