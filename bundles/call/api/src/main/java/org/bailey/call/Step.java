package org.bailey.call;

import java.time.Instant;
import org.bailey.sdp.Secrets;

/**
 * One line of a call's history.
 *
 * @param at when
 * @param where caller, callee, media, dialplan, gateway
 * @param what in a few words: "180 Ringing", "re-INVITE: hold"
 * @param detail more, in a sentence; empty without
 */
public record Step(Instant at, String where, String what, String detail) {
    /** Peers may quote descriptions in what they say: keys and passwords in them are not kept. */
    public Step {
        what = Secrets.redact(what);
        detail = Secrets.redact(detail);
    }
}
