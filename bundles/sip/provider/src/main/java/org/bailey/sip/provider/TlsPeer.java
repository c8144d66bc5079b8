package org.bailey.sip.provider;

import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.bailey.sip.Hop;
import org.bailey.tls.TlsContexts;
import org.jspecify.annotations.Nullable;

/** One TLS handshake: how it is made, whose certificate came, and who refused what when it failed. */
final class TlsPeer {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final TlsContexts tls;
    private final @Nullable Hop hop;

    private TlsPeer(TlsContexts tls, @Nullable Hop hop) {
        this.tls = tls;
        this.hop = hop;
    }

    static TlsPeer connecting(TlsContexts tls, Hop hop) {
        return new TlsPeer(tls, hop);
    }

    static TlsPeer accepting(TlsContexts tls) {
        return new TlsPeer(tls, null);
    }

    SslHandler handler(ListenerSettings.ClientCertificate clientCertificate, SipSettings settings) {
        SSLContext context = hop != null && !hop.verify() ? tls.trusting() : tls.verifying();
        SSLEngine engine = hop == null
                ? context.createSSLEngine()
                : context.createSSLEngine(
                        hop.name().isEmpty() ? hop.address().getHostString() : hop.name(),
                        hop.address().getPort());
        engine.setUseClientMode(hop != null);
        engine.setEnabledProtocols(PROTOCOLS);
        switch (clientCertificate) {
            case NEED -> engine.setNeedClientAuth(true);
            case WANT -> engine.setWantClientAuth(true);
            case NONE -> {
                // a connecting peer stays anonymous
            }
        }
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(settings.connectTime().toMillis() * 2);
        handler.setCloseNotifyFlushTimeoutMillis(500);
        return handler;
    }

    /** {@return what is wrong with the name of the peer we connected to, empty when nothing is} */
    String wrongName(SslHandler handler) {
        if (hop == null || !hop.verify()) {
            return "";
        }
        X509Certificate certificate = certificate(handler);
        String name = hop.name().isEmpty() ? hop.address().getAddress().getHostAddress() : hop.name();
        String wrong = certificate == null ? "it showed no certificate" : tls.verifyName(certificate, name);
        return wrong.isEmpty() ? "" : "we refused it: " + wrong;
    }

    /** {@return the names of the verified certificate; none when the peer was not verified} */
    List<String> names(SslHandler handler) {
        X509Certificate certificate = hop != null && !hop.verify() ? null : certificate(handler);
        return certificate == null ? List.of() : tls.names(certificate);
    }

    private static @Nullable X509Certificate certificate(SslHandler handler) {
        try {
            Certificate[] chain = handler.engine().getSession().getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate first ? first : null;
        } catch (SSLPeerUnverifiedException anonymous) {
            return null;
        }
    }
}
