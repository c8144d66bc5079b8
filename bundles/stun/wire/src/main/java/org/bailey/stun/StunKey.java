package org.bailey.stun;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What integrity is keyed with. Immutable; never printed. */
public final class StunKey {
    private final byte[] key;

    private StunKey(byte[] key) {
        this.key = key;
    }

    /** Short-term credentials (RFC 8489 section 9.1): ICE passwords. */
    public static StunKey shortTerm(String password) {
        return new StunKey(prepared(password).getBytes(StandardCharsets.UTF_8));
    }

    /** Long-term credentials (RFC 8489 section 9.2.2), by MD5 as all servers have it. */
    public static StunKey longTerm(String username, String realm, String password) {
        return digested("MD5", username, realm, password);
    }

    /** Long-term credentials where the server chose SHA-256 among PASSWORD-ALGORITHMS. */
    public static StunKey longTermSha256(String username, String realm, String password) {
        return digested("SHA-256", username, realm, password);
    }

    private static StunKey digested(String algorithm, String username, String realm, String password) {
        try {
            String text = username + ":" + prepared(realm) + ":" + prepared(password);
            return new StunKey(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java without " + algorithm, e);
        }
    }

    /** SASLprep (RFC 4013) without its refusals: soft hyphens and the like go, the rest is normalised by NFKC. */
    private static String prepared(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        String mapped = text.replaceAll("[\u00AD\u034F\u1806\u180B-\u180D\u200B-\u200D\u2060\uFE00-\uFE0F\uFEFF]", "")
                .replaceAll("[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]", " ");
        return Normalizer.normalize(mapped, Normalizer.Form.NFKC);
    }

    /** A fresh one: it is not for many threads. */
    Mac mac(String algorithm) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            // an empty key is a key like any other here, which SecretKeySpec does not think
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java without " + algorithm, e);
        }
    }

    @Override
    public String toString() {
        return "StunKey[hidden]";
    }
}
