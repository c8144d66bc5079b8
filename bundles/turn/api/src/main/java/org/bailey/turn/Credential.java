package org.bailey.turn;

import java.util.Arrays;
import org.bailey.stun.StunKey;

/**
 * Who we are to a server, in its terms (RFC 8489 section 9.2). Never changed, and never printed.
 *
 * @param realm as the server said it
 * @param nonce as the server said it
 * @param key of user name, realm and password
 * @param algorithms value of PASSWORD-ALGORITHMS as the server said it; empty for a server of before RFC 8489
 * @param algorithm the one of them the key is made with; 0 when there are none
 */
public record Credential(byte[] realm, byte[] nonce, StunKey key, byte[] algorithms, int algorithm) {

    /** {@return whether realm and algorithm are the same, so that trying once more makes no sense} */
    public boolean sameTerms(Credential other) {
        return Arrays.equals(realm, other.realm) && algorithm == other.algorithm;
    }

    @Override
    public String toString() {
        return "Credential(hidden)";
    }
}
