package org.bailey.call;

import org.bailey.sdp.Secrets;

/**
 * The session descriptions of one leg, as text: what both sides last agreed on.
 *
 * @param local what we sent last; empty before
 * @param remote what the peer sent last; empty before
 * @param sessionId of our o= line, the same for the life of the leg
 * @param version of our o= line in {@code local}; the next one is higher by one when the text differs
 */
public record Sdp(String local, String remote, long sessionId, long version) {
    public Sdp withLocal(String text, long newVersion) {
        return new Sdp(text, remote, sessionId, newVersion);
    }

    public Sdp withRemote(String text) {
        return new Sdp(local, text, sessionId, version);
    }

    /** Without keys and passwords. */
    @Override
    public String toString() {
        return Secrets.redact("Sdp[local=" + local + ", remote=" + remote + ", sessionId=" + sessionId + ", version="
                + version + "]");
    }
}
