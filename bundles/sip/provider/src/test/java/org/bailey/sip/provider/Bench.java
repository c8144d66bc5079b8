package org.bailey.sip.provider;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.bailey.sip.Body;
import org.bailey.sip.Headers;
import org.bailey.sip.Hop;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipUser;
import org.bailey.sip.TransactionId;
import org.bailey.sip.Transport;

/** A stack with one listener on a free loopback port and a user that records. */
final class Bench implements AutoCloseable {
    final JainSipStack stack;
    final Recorder user = new Recorder();
    final Listener listener;
    final Transport transport;

    Bench(Transport transport) {
        this(transport, SipSettings.DEFAULTS);
    }

    Bench(Transport transport, SipSettings settings) {
        this(transport, settings, "none", null);
    }

    Bench(Transport transport, SipSettings settings, String clientCertificate, org.bailey.tls.TlsContexts tls) {
        this.transport = transport;
        stack = new JainSipStack(settings);
        if (tls != null) {
            stack.setTls(tls);
        }
        stack.addUser(user, Map.of(SipUser.OWNER, "call", "service.id", 1L));
        listener = stack.open(ListenerSettings.of("main", transport.token(), "127.0.0.1", 0, clientCertificate));
        Await.until("listening", () -> listener.status().listening());
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port());
    }

    Hop to(InetSocketAddress address) {
        return new Hop("main", transport, address, "", false);
    }

    Hop to(InetSocketAddress address, String name) {
        return new Hop("main", transport, address, name, true);
    }

    static TransactionId id(String id) {
        return new TransactionId("call", id);
    }

    static SipRequest request(String method, String callId, int cseq, Body body) {
        return new SipRequest(
                method,
                "sip:bob@example.org",
                Headers.NONE
                        .plus("From", "\"Alice\" <sip:alice@example.com>;tag=a1;epid=01ab")
                        .plus("To", "<sip:bob@example.org>")
                        .plus("Call-ID", callId)
                        .plus("CSeq", cseq + " " + method)
                        .plus("Max-Forwards", "70")
                        .plus("Contact", "<sip:alice@example.com;opaque=user:epid:x_y-z;gruu>"),
                body);
    }

    @Override
    public void close() {
        stack.close();
    }
}
