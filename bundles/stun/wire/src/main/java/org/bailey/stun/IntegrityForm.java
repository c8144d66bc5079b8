package org.bailey.stun;

/** Over which bytes MESSAGE-INTEGRITY is computed. */
public enum IntegrityForm {
    /** RFC 8489 section 14.5: the length in the header ends with the attribute. */
    RFC,
    /**
     * [MS-ICE2] with an implementation version below 3: the length in the header is the final one, FINGERPRINT included,
     * and zeros fill the text up to a multiple of 64 bytes.
     */
    MICROSOFT
}
