package org.bailey.sip.provider;

import java.security.SecureRandom;
import java.util.Optional;
import org.bailey.sip.TransactionId;

/**
 * Via branches made of transaction ids, so that an answer finds its owner without a table. A random part of this start keeps
 * others from inventing answers.
 */
final class Branches {
    private static final int TOKEN_DIGITS = 10;
    private final String prefix;

    Branches() {
        StringBuilder token = new StringBuilder(TOKEN_DIGITS);
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < TOKEN_DIGITS; i++) {
            token.append(Character.forDigit(random.nextInt(36), 36));
        }
        prefix = Via.MAGIC + token;
    }

    String of(TransactionId id) {
        return prefix + "." + id.owner() + "." + id.id();
    }

    /** {@return a branch for the ACK of a 2xx, which is no transaction and must not look like one} */
    String ofAck(TransactionId id) {
        return prefix + "_" + id.owner() + "." + id.id();
    }

    /** {@return whose answer it is; empty when we sent no such branch} */
    Optional<TransactionId> owner(String branch) {
        int dot = branch.indexOf('.', prefix.length() + 1);
        if (!branch.startsWith(prefix + ".") || dot < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new TransactionId(branch.substring(prefix.length() + 1, dot), branch.substring(dot + 1)));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
