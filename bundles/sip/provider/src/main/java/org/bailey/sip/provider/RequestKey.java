package org.bailey.sip.provider;

import java.net.InetSocketAddress;
import java.util.Locale;
import org.bailey.sip.SipRequest;

/**
 * What tells one server transaction from another (RFC 3261 section 17.2.3): branch, sent-by and method. A load balancer
 * may send a CANCEL over another connection than its INVITE, so where a request came from does not count. Call-ID, number
 * and From tag, the same in all requests of a transaction, keep apart clients that invent the same branch. For clients
 * without branches (RFC 2543) the connection counts too. An ACK and a CANCEL have the key of their INVITE.
 */
final class RequestKey {
    private RequestKey() {}

    static String of(Path path, SipRequest request, Via via) {
        String method = request.is("ACK") || request.is("CANCEL") ? "INVITE" : request.method();
        StringBuilder key = new StringBuilder(160)
                .append(Via.MAGIC)
                .append('|')
                .append(via.sentBy().toLowerCase(Locale.ROOT))
                .append('|');
        if (via.unique()) {
            key.append(via.branch());
        } else {
            connection(key, path).append('|').append(request.uri());
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

    private static StringBuilder connection(StringBuilder key, Path path) {
        InetSocketAddress remote = path.source().remote();
        key.append(path.source().listener())
                .append('|')
                .append(remote.getAddress().getHostAddress());
        return path.reliable() ? key.append(':').append(remote.getPort()) : key;
    }
}
