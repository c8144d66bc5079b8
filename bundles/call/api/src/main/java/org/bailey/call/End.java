package org.bailey.call;

import org.bailey.sdp.Secrets;

/**
 * Why a call ended.
 *
 * @param by who ended it: caller, callee, gateway, operator
 * @param status SIP status that stands for it; 200 for an ordinary end of an answered call
 * @param sentence what happened, where, and what to do about it, for the operator
 */
public record End(String by, int status, String sentence) {
    /** Keys and passwords a peer quoted are not kept. */
    public End {
        sentence = Secrets.redact(sentence);
    }
}
