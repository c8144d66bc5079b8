package org.bailey.sip.provider;

import java.net.InetSocketAddress;
import org.bailey.sip.SipRequest;

/**
 * What tells one server transaction from another (RFC 3261 section 17.2.3). Beyond branch and sent-by it holds where the
 * request came from, its Call-ID, number and From tag, so that clients that invent the same branch are not mixed up; for
 * clients without branches (RFC 2543) that is all there is. An ACK and a CANCEL have the key of their INVITE.
 */
final class RequestKey {
    private RequestKey() {}

    static String of(Path path, SipRequest request, Via via) {
        InetSocketAddress remote = path.source().remote();
        String method = request.is("ACK") || request.is("CANCEL") ? "INVITE" : request.method();
        StringBuilder key = new StringBuilder(160)
                .append(Via.MAGIC)
                .append('|')
                .append(path.source().listener())
                .append('|')
                .append(remote.getAddress().getHostAddress());
        if (path.reliable()) {
            key.append(':').append(remote.getPort());
        }
        key.append('|').append(via.sentBy()).append('|');
        if (via.unique()) {
            key.append(via.branch());
        } else {
            key.append(request.uri());
        }
        return key.append('|')
                .append(request.callId())
                .append('|')
                .append(request.from().tag())
                .append('|')
                .append(request.cseq())
                .append(method)
                .toString();
    }
}
