package org.bailey.sip;

/**
 * A SIP request.
 *
 * @param method token, letter case as sent: {@code INVITE}
 * @param uri the Request-URI as text
 * @param headers Content-Type and Content-Length are not among them: the body carries them; requests to be sent have no
 *     Via either, the keeper adds it
 */
public record SipRequest(String method, String uri, Headers headers, Body body) implements SipMessage {
    public boolean is(String other) {
        return method.equals(other);
    }

    /** {@return a copy with other headers} */
    public SipRequest withHeaders(Headers other) {
        return new SipRequest(method, uri, other, body);
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }
}
