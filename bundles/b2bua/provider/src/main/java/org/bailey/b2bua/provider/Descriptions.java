package org.bailey.b2bua.provider;

import java.util.List;
import org.bailey.dialplan.Dialect;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.SessionDescription;
import org.bailey.sip.Header;
import org.bailey.sip.SipMessage;

/** Takes the session description out of a message body. */
final class Descriptions {
    private static final Header ACCEPT =
            new Header("Accept", "application/sdp, multipart/alternative, multipart/mixed");

    private Descriptions() {}

    /** What a body holds: text of the description, empty without one, or what is wrong with it. */
    record Found(String text, int status, String problem) {
        boolean broken() {
            return status != 0;
        }

        /** {@return the status to refuse with: a Microsoft client would answer 415 with its older kind of body} */
        int status(Dialect dialect) {
            return status == 415 && dialect == Dialect.MICROSOFT ? 488 : status;
        }

        /** {@return headers that go with it} */
        List<Header> headers(Dialect dialect) {
            return status(dialect) == 415 ? List.of(ACCEPT) : List.of();
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
                            message.body().mediaType().startsWith("multipart/") ? 488 : 415,
                            "the body is " + message.body().contentType() + " and holds no session description"));
        } catch (MalformedSdp broken) {
            return new Found("", 400, "the session description is broken: " + broken.getMessage());
        }
    }
}
