package org.bailey.stun;

/** By which table FINGERPRINT is computed. */
public enum FingerprintForm {
    /** The CRC-32 of RFC 8489 section 14.7. */
    RFC,
    /** The one with a wrong entry that old implementations have ([MS-ICE2] section 3.1.4.8.2). */
    OLD_TABLE
}
