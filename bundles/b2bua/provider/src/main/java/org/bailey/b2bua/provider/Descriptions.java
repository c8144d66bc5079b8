package org.bailey.b2bua.provider;

import java.util.List;
import java.util.Optional;
import org.bailey.dialplan.Dialect;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.SessionDescription;
import org.bailey.sip.Header;
import org.bailey.sip.SipMessage;

/** Takes the session description out of a message body. */
final class Descriptions {
    private static final Header ACCEPT =
            new Header("Accept", "application/sdp, multipart/alternative, multipart/mixed");

    private static final Header ACCEPT_ENCODING = new Header("Accept-Encoding", "identity");

    private Descriptions() {}

    /**
     * What a body holds: text of the description, empty without one, or what is wrong with it.
     *
     * @param encoded whether it is wrong because it is compressed
     */
    record Found(String text, int status, String problem, boolean encoded) {
        Found(String text, int status, String problem) {
            this(text, status, problem, false);
        }

        boolean broken() {
            return status != 0;
        }

        /** {@return the status to refuse with: a Microsoft client would answer 415 with its older kind of body} */
        int status(Dialect dialect) {
            return status == 415 && dialect == Dialect.MICROSOFT && !encoded ? 488 : status;
        }

        /** {@return headers that go with it} */
        List<Header> headers(Dialect dialect) {
            return encoded ? List.of(ACCEPT_ENCODING) : status(dialect) == 415 ? List.of(ACCEPT) : List.of();
        }
    }

    static Found in(SipMessage message) {
        if (message.body().isEmpty()) {
            return new Found("", 0, "");
        }
        Optional<String> encoding = message.headers().list("Content-Encoding").stream()
                .filter(each -> !each.equalsIgnoreCase("identity"))
                .findFirst();
        if (encoding.isPresent()) {
            return new Found(
                    "",
                    415,
                    "the body has the Content-Encoding " + encoding.get() + ", which this gateway does not read",
                    true);
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
