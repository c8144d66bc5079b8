package org.bailey.media.provider.ice;

import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.bailey.tls.TlsContexts;
import org.bailey.turn.TurnServer;

/** The TLS handshake with a TURN server: by our list of trusted authorities, and by the name it was configured with. */
final class ServerTls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final long HANDSHAKE_MILLIS = 5000;

    private final TlsContexts contexts;
    private final TurnServer server;

    ServerTls(TlsContexts contexts, TurnServer server) {
        this.contexts = contexts;
        this.server = server;
    }

    SslHandler handler() {
        SSLEngine engine = contexts.verifying()
                .createSSLEngine(server.host(), server.address().getPort());
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(PROTOCOLS);
        var handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
        handler.setCloseNotifyFlushTimeoutMillis(200);
        return handler;
    }

    /** {@return what is wrong with the name in its certificate, empty when nothing is} */
    String wrongName(SslHandler handler) {
        try {
            Certificate[] chain = handler.engine().getSession().getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate first
                    ? contexts.verifyName(first, server.host())
                    : "it showed no certificate";
        } catch (SSLPeerUnverifiedException anonymous) {
            return "it showed no certificate";
        }
    }
}
