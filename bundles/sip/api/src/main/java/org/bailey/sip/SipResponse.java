package org.bailey.sip;

/**
 * A SIP response.
 *
 * @param status 100 to 699
 * @param headers as in {@link SipRequest}; a response to be sent needs neither Via, From, Call-ID nor CSeq: the keeper
 *     copies them from the request, and takes the tag of To from {@code toTag}
 * @param toTag the tag our side puts on To; empty for 100, and on responses received (read it from {@link #to()})
 */
public record SipResponse(int status, String reason, Headers headers, Body body, String toTag) implements SipMessage {
    public static SipResponse of(int status, String reason, String toTag) {
        return new SipResponse(status, reason, Headers.NONE, Body.EMPTY, toTag);
    }

    public boolean provisional() {
        return status < 200;
    }

    public boolean success() {
        return status >= 200 && status < 300;
    }

    public SipResponse with(Headers other) {
        return new SipResponse(status, reason, other, body, toTag);
    }

    public SipResponse with(Body other) {
        return new SipResponse(status, reason, headers, other, toTag);
    }

    @Override
    public String toString() {
        return status + " " + reason;
    }
}
