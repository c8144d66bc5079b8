package org.bailey.tls.provider;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import org.bailey.tls.KeyKind;

/** Fresh key pairs, and which kind one is of. */
final class Keys {
    private Keys() {}

    /** Takes seconds for the longest RSA keys. */
    static KeyPair make(KeyKind kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.algorithm());
            if (kind.algorithm().equals("RSA")) {
                generator.initialize(Integer.parseInt(kind.parameter()));
            } else {
                generator.initialize(new ECGenParameterSpec(kind.parameter()));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make keys of the kind " + kind, e);
        }
    }

    /** @throws IllegalArgumentException when it is of a kind that is not made here */
    static KeyKind kind(PublicKey key) {
        int bits = 0;
        if (key instanceof RSAPublicKey rsa) {
            bits = rsa.getModulus().bitLength();
        } else if (key instanceof ECPublicKey ec) {
            bits = ec.getParams().getOrder().bitLength();
        }
        for (KeyKind kind : KeyKind.values()) {
            if (kind.algorithm().equals(key.getAlgorithm()) && kind.name().endsWith("_" + bits)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("a key of " + bits + " bits for " + key.getAlgorithm());
    }
}
