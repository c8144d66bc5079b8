package org.bailey.sip.provider;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.message.SIPResponse;
import org.bailey.sip.SipResponse;
import org.jspecify.annotations.Nullable;

/** A response as JAIN-SIP's transactions see it: a status; beside it what really goes or came over the wire. */
final class JainResponse extends SIPResponse {
    private static final long serialVersionUID = 1L;

    private final transient byte[] bytes;
    private final transient @Nullable SipResponse received;
    private final transient @Nullable Path path;

    private JainResponse(
            JainRequest request, int status, byte[] bytes, @Nullable SipResponse received, @Nullable Path path) {
        this.bytes = bytes;
        this.received = received;
        this.path = path;
        StatusLine line = new StatusLine();
        line.setStatusCode(status);
        setStatusLine(line);
        setHeader((To) request.getTo());
        setHeader((CSeq) request.getCSeq());
        setVia(java.util.List.of(request.getTopmostVia()));
    }

    static JainResponse sending(JainRequest request, int status, byte[] bytes) {
        return new JainResponse(request, status, bytes, null, null);
    }

    static JainResponse received(JainRequest request, SipResponse response, Path path) {
        return new JainResponse(request, response.status(), new byte[0], response, path);
    }

    byte[] bytes() {
        return bytes;
    }

    @Nullable
    SipResponse received() {
        return received;
    }

    @Nullable
    Path path() {
        return path;
    }

    @Override
    public byte[] encodeAsBytes(String transport) {
        return bytes.clone();
    }
}
