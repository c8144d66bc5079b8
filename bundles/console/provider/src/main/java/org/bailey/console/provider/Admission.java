package org.bailey.console.provider;

import org.bailey.console.ConsoleUser;

/** What the gate says to a request. */
sealed interface Admission {
    record Admitted(ConsoleUser user) implements Admission {}

    /** Nobody is signed in. */
    record Unknown() implements Admission {}

    /**
     * @param status HTTP status to answer with
     * @param retryAfterSeconds 0 when trying again is of no use
     */
    record Refused(int status, String sentence, long retryAfterSeconds) implements Admission {
        Refused(int status, String sentence) {
            this(status, sentence, 0);
        }
    }
}
