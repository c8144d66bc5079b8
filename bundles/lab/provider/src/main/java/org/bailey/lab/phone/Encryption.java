package org.bailey.lab.phone;

/** What a Microsoft client is told by its server's EncryptionLevel. */
public enum Encryption {
    /** DoNotSupportEncryption. */
    NEVER,
    /** SupportEncryption: RTP/AVP with keys. */
    OPTIONAL,
    /** RequireEncryption: RTP/SAVP. */
    REQUIRED
}
