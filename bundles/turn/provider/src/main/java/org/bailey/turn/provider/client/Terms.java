package org.bailey.turn.provider.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bailey.stun.IntegrityForm;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunKey;
import org.bailey.stun.StunMessage;
import org.bailey.turn.Credential;
import org.bailey.turn.TurnServer;
import org.jspecify.annotations.Nullable;

/** How a server wants to be sure of us: the long-term credentials of RFC 8489 section 9.2. */
final class Terms {
    private static final int MD5 = 1;
    private static final int SHA256 = 2;
    /** Fewer than 128 characters (RFC 8489 sections 14.9 and 14.10). */
    private static final int LONGEST = 763;
    /** A nonce that begins so has 24 bits in base64 behind it (RFC 8489 section 9.2). */
    private static final String COOKIE = "obMatJos2";

    private Terms() {}

    /** {@return the credential for what a 401 or 438 asks for; null when it asks for nothing we could give} */
    static @Nullable Credential of(StunMessage refusal, TurnServer server, @Nullable Credential before) {
        byte[] realm = value(refusal, StunAttribute.REALM);
        byte[] nonce = value(refusal, StunAttribute.NONCE);
        if (realm == null && before != null) {
            realm = before.realm();
        }
        if (realm == null || nonce == null || realm.length > LONGEST || nonce.length > LONGEST) {
            return null;
        }
        byte[] algorithms = value(refusal, StunAttribute.PASSWORD_ALGORITHMS);
        if (algorithms == null) {
            return promisesAlgorithms(nonce) ? null : credential(server, realm, nonce, new byte[0], 0);
        }
        int algorithm = best(algorithms);
        return algorithm == 0 ? null : credential(server, realm, nonce, algorithms, algorithm);
    }

    private static Credential credential(
            TurnServer server, byte[] realm, byte[] nonce, byte[] algorithms, int algorithm) {
        String name = new String(realm, StandardCharsets.UTF_8);
        StunKey key = algorithm == SHA256
                ? StunKey.longTermSha256(server.username(), name, server.password())
                : StunKey.longTerm(server.username(), name, server.password());
        return new Credential(realm, nonce, key, algorithms, algorithm);
    }

    /** The nonce is part of what is signed later: who struck PASSWORD-ALGORITHMS on the way gives himself away. */
    private static boolean promisesAlgorithms(byte[] nonce) {
        String text = new String(nonce, StandardCharsets.ISO_8859_1);
        int at = COOKIE.length();
        if (!text.startsWith(COOKIE) || text.length() < at + 4) {
            return false;
        }
        // bit 0 is the highest of the 24, so it is in the first character
        char first = text.charAt(at);
        return first >= 'g' && first <= 'z' || first >= '0' && first <= '9' || first == '+' || first == '/';
    }

    /** Algorithm, length of parameters, parameters, filled up to four (RFC 8489 section 14.11). */
    private static int best(byte[] algorithms) {
        ByteBuffer list = ByteBuffer.wrap(algorithms);
        int best = 0;
        while (list.remaining() >= 4) {
            int algorithm = list.getShort() & 0xFFFF;
            int parameters = (list.getShort() & 0xFFFF) + 3 & ~3;
            if (parameters > list.remaining()) {
                break;
            }
            list.position(list.position() + parameters);
            if (parameters == 0 && (algorithm == MD5 || algorithm == SHA256)) {
                best = Math.max(best, algorithm);
            }
        }
        return best;
    }

    /** {@return whether the answer was made by somebody who knows the password} */
    static boolean intact(StunMessage answer, Credential credential) {
        return credential.algorithm() == 0
                ? answer.intact(credential.key(), IntegrityForm.RFC)
                : answer.intactSha256(credential.key());
    }

    static boolean signed(StunMessage answer) {
        return answer.has(StunAttribute.MESSAGE_INTEGRITY) || answer.has(StunAttribute.MESSAGE_INTEGRITY_SHA256);
    }

    private static byte @Nullable [] value(StunMessage message, int attribute) {
        ByteBuffer value = message.value(attribute);
        if (value == null) {
            return null;
        }
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return bytes;
    }
}
