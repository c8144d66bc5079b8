package org.bailey.b2bua.provider;

import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.SessionDescription;
import org.bailey.sip.SipMessage;

/** Takes the session description out of a message body. */
final class Descriptions {
    private Descriptions() {}

    /** What a body holds: text of the description, empty without one, or what is wrong with it. */
    record Found(String text, int status, String problem) {
        boolean broken() {
            return status != 0;
        }
    }

    static Found in(SipMessage message) {
        if (message.body().isEmpty()) {
            return new Found("", 0, "");
        }
        try {
            return SessionDescription.read(
                            message.body().contentType(), message.body().bytes())
                    .map(description -> new Found(description.text(), 0, ""))
                    .orElseGet(() -> new Found(
                            "",
                            488,
                            "the body is " + message.body().contentType() + " and holds no session description"));
        } catch (MalformedSdp broken) {
            return new Found("", 400, "the session description is broken: " + broken.getMessage());
        }
    }
}
