package org.bailey.dialplan;

/**
 * How media is treated towards a zone.
 *
 * @param ice whether ICE is offered there
 * @param bfcp whether BFCP lines may stand in offers to it
 */
public record ZonePolicy(MediaEncryption mediaEncryption, boolean ice, boolean bfcp) {
    /** Of a zone nobody has said anything about. */
    public static final ZonePolicy DEFAULT = new ZonePolicy(MediaEncryption.AUTO, false, true);

    /** Whether media is encrypted there. */
    public enum MediaEncryption {
        /** Offered where the signalling is TLS, taken if the peer wants it; each leg for itself. */
        AUTO,
        /** A peer without encryption is refused; as long as this version cannot encrypt, every call is. */
        REQUIRED,
        /** Never offered, never taken. */
        OFF
    }
}
