package org.bailey.tls;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of private keys that can be made here. */
public enum KeyKind {
    RSA_2048("RSA", "2048"),
    RSA_3072("RSA", "3072"),
    RSA_4096("RSA", "4096"),
    /** NIST P-256, also known as secp256r1. */
    P_256("EC", "secp256r1"),
    /** NIST P-384, also known as secp384r1. */
    P_384("EC", "secp384r1");

    private final String algorithm;
    private final String parameter;

    KeyKind(String algorithm, String parameter) {
        this.algorithm = algorithm;
        this.parameter = parameter;
    }

    /** {@return {@code RSA} or {@code EC}} */
    public String algorithm() {
        return algorithm;
    }

    /** {@return bits of an RSA key, name of an elliptic curve} */
    public String parameter() {
        return parameter;
    }

    /**
     * @param text a name of this enum, as {@code RSA_3072} or {@code rsa-3072}
     * @throws IllegalArgumentException naming what is possible
     */
    public static KeyKind of(String text) {
        String wanted = text.trim().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .filter(kind -> kind.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("key is " + text + ", it must be one of "
                        + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "))));
    }
}
