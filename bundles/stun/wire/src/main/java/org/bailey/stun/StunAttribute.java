package org.bailey.stun;

import java.util.Locale;
import java.util.Map;

/** Numbers of attributes. Below 0x8000 a receiver has to understand them (RFC 8489 section 14). */
public final class StunAttribute {
    public static final int MAPPED_ADDRESS = 0x0001;
    public static final int USERNAME = 0x0006;
    public static final int MESSAGE_INTEGRITY = 0x0008;
    public static final int ERROR_CODE = 0x0009;
    public static final int UNKNOWN_ATTRIBUTES = 0x000A;
    public static final int CHANNEL_NUMBER = 0x000C;
    public static final int LIFETIME = 0x000D;
    public static final int XOR_PEER_ADDRESS = 0x0012;
    public static final int DATA = 0x0013;
    public static final int REALM = 0x0014;
    public static final int NONCE = 0x0015;
    public static final int XOR_RELAYED_ADDRESS = 0x0016;
    public static final int REQUESTED_ADDRESS_FAMILY = 0x0017;
    public static final int EVEN_PORT = 0x0018;
    public static final int REQUESTED_TRANSPORT = 0x0019;
    public static final int DONT_FRAGMENT = 0x001A;
    public static final int MESSAGE_INTEGRITY_SHA256 = 0x001C;
    public static final int PASSWORD_ALGORITHM = 0x001D;
    public static final int USERHASH = 0x001E;
    public static final int XOR_MAPPED_ADDRESS = 0x0020;
    public static final int RESERVATION_TOKEN = 0x0022;
    public static final int PRIORITY = 0x0024;
    public static final int USE_CANDIDATE = 0x0025;
    public static final int CONNECTION_ID = 0x002A;
    public static final int ADDITIONAL_ADDRESS_FAMILY = 0x8000;
    public static final int ADDRESS_ERROR_CODE = 0x8001;
    public static final int PASSWORD_ALGORITHMS = 0x8002;
    public static final int ALTERNATE_DOMAIN = 0x8003;
    public static final int ICMP = 0x8004;
    public static final int SOFTWARE = 0x8022;
    public static final int ALTERNATE_SERVER = 0x8023;
    public static final int FINGERPRINT = 0x8028;
    public static final int ICE_CONTROLLED = 0x8029;
    public static final int ICE_CONTROLLING = 0x802A;

    /** [MS-TURN]: 1 ICE, 2 [MS-ICE2], 3 and later more. */
    public static final int MS_VERSION = 0x8008;
    /** [MS-ICE2]: the foundation of the candidate a check leaves from, zeros up to a multiple of four. */
    public static final int MS_CANDIDATE_IDENTIFIER = 0x8054;
    /** [MS-ICE2]: from 3 on the sender knows the formats of RFC 5389. */
    public static final int MS_IMPLEMENTATION_VERSION = 0x8070;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(MAPPED_ADDRESS, "MAPPED-ADDRESS"),
            Map.entry(USERNAME, "USERNAME"),
            Map.entry(MESSAGE_INTEGRITY, "MESSAGE-INTEGRITY"),
            Map.entry(ERROR_CODE, "ERROR-CODE"),
            Map.entry(UNKNOWN_ATTRIBUTES, "UNKNOWN-ATTRIBUTES"),
            Map.entry(CHANNEL_NUMBER, "CHANNEL-NUMBER"),
            Map.entry(LIFETIME, "LIFETIME"),
            Map.entry(XOR_PEER_ADDRESS, "XOR-PEER-ADDRESS"),
            Map.entry(DATA, "DATA"),
            Map.entry(REALM, "REALM"),
            Map.entry(NONCE, "NONCE"),
            Map.entry(XOR_RELAYED_ADDRESS, "XOR-RELAYED-ADDRESS"),
            Map.entry(REQUESTED_ADDRESS_FAMILY, "REQUESTED-ADDRESS-FAMILY"),
            Map.entry(EVEN_PORT, "EVEN-PORT"),
            Map.entry(REQUESTED_TRANSPORT, "REQUESTED-TRANSPORT"),
            Map.entry(DONT_FRAGMENT, "DONT-FRAGMENT"),
            Map.entry(MESSAGE_INTEGRITY_SHA256, "MESSAGE-INTEGRITY-SHA256"),
            Map.entry(PASSWORD_ALGORITHM, "PASSWORD-ALGORITHM"),
            Map.entry(USERHASH, "USERHASH"),
            Map.entry(XOR_MAPPED_ADDRESS, "XOR-MAPPED-ADDRESS"),
            Map.entry(RESERVATION_TOKEN, "RESERVATION-TOKEN"),
            Map.entry(PRIORITY, "PRIORITY"),
            Map.entry(USE_CANDIDATE, "USE-CANDIDATE"),
            Map.entry(CONNECTION_ID, "CONNECTION-ID"),
            Map.entry(ADDITIONAL_ADDRESS_FAMILY, "ADDITIONAL-ADDRESS-FAMILY"),
            Map.entry(ADDRESS_ERROR_CODE, "ADDRESS-ERROR-CODE"),
            Map.entry(PASSWORD_ALGORITHMS, "PASSWORD-ALGORITHMS"),
            Map.entry(ALTERNATE_DOMAIN, "ALTERNATE-DOMAIN"),
            Map.entry(ICMP, "ICMP"),
            Map.entry(SOFTWARE, "SOFTWARE"),
            Map.entry(ALTERNATE_SERVER, "ALTERNATE-SERVER"),
            Map.entry(FINGERPRINT, "FINGERPRINT"),
            Map.entry(ICE_CONTROLLED, "ICE-CONTROLLED"),
            Map.entry(ICE_CONTROLLING, "ICE-CONTROLLING"),
            Map.entry(MS_VERSION, "MS-VERSION"),
            Map.entry(MS_CANDIDATE_IDENTIFIER, "CANDIDATE-IDENTIFIER"),
            Map.entry(MS_IMPLEMENTATION_VERSION, "MS-IMPLEMENTATION-VERSION"));

    private StunAttribute() {}

    /** {@return the name in its RFC or [MS-...] document, or its number} */
    public static String name(int attribute) {
        String name = NAMES.get(attribute);
        return name != null ? name : String.format(Locale.ROOT, "attribute 0x%04x", attribute);
    }

    /** {@return whether a receiver that does not know it has to refuse the message} */
    public static boolean required(int attribute) {
        return attribute < 0x8000;
    }

    /** {@return whether its address is hidden from meddling NATs by XOR (RFC 8489 section 14.2)} */
    static boolean xored(int attribute) {
        return attribute == XOR_MAPPED_ADDRESS || attribute == XOR_PEER_ADDRESS || attribute == XOR_RELAYED_ADDRESS;
    }
}
