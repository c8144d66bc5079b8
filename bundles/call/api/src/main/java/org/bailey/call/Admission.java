package org.bailey.call;

import java.util.Optional;
import org.bailey.dialplan.Origin;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * May a new call be taken? A service; all of them are asked for each INVITE that would open a call, and the first refusal
 * is the answer. Calls that are up are never asked about. Asked under a lock, one call after the other: answer from
 * memory, at once.
 */
@ConsumerType
public interface Admission {
    /** Service property: the name by which the framework property {@code bailey.admissions} asks for it, for each call. */
    String NAME = "bailey.admission";

    /** {@return empty to take the call; {@code live} calls are up or being set up, this one not counted} */
    Optional<Refusal> refusal(Origin caller, int live);

    /**
     * Why not.
     *
     * @param status SIP status, 400 to 699
     * @param reason a sentence for people, printable ASCII without quotes: goes into the status line and into Warning (RFC 3261 section 20.43)
     * @param retryAfterSeconds null for none
     * @param code of the log, such as {@code OPTIONKEY-005}
     */
    record Refusal(int status, String reason, @Nullable Integer retryAfterSeconds, String code) {
        public Refusal {
            if (status < 400 || status > 699 || !reason.matches("[ -~&&[^\"\\\\]]+")) {
                throw new IllegalArgumentException("no refusal: " + status + " " + reason);
            }
        }
    }
}
