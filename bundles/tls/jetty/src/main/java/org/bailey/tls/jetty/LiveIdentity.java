package org.bailey.tls.jetty;

import javax.net.ssl.SSLContext;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.bailey.tls.TlsContexts;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts our TLS context into the HTTPS listener that the HTTP service opened from its key store, so that a replaced
 * certificate is used without opening the listener anew.
 *
 * <p>The HTTP service asks for a further connector once its own are up, and shows its server for it: the only place
 * where they can be reached. What it gets is one without a port.
 */
@Component
public final class LiveIdentity implements ConnectorFactory {
    private static final Logger LOG = LoggerFactory.getLogger(LiveIdentity.class);

    private final SSLContext context;

    @Activate
    public LiveIdentity(@Reference TlsContexts tls) {
        // Nobody is asked for a client certificate here: people sign in.
        context = tls.trusting();
    }

    @Override
    public Connector createConnector(Server server) {
        for (Connector connector : server.getConnectors()) {
            SslConnectionFactory ssl = connector.getConnectionFactory(SslConnectionFactory.class);
            if (ssl != null) {
                equip(ssl.getSslContextFactory());
            }
            HttpConnectionFactory http = connector.getConnectionFactory(HttpConnectionFactory.class);
            if (http != null) {
                takeEveryName(http);
            }
        }
        return new LocalConnector(server);
    }

    private void equip(SslContextFactory.Server factory) {
        try {
            factory.reload(changed -> changed.setSslContext(context));
        } catch (Exception e) {
            // whatever Jetty throws, its listener goes on with the key store
            LOG.error("TLS-002: the console's listener does not take our certificate, it serves that of its start", e);
        }
    }

    /** An operator may come by address, or by a name the certificate is not for: the browser tells, Jetty would refuse. */
    private static void takeEveryName(HttpConnectionFactory http) {
        SecureRequestCustomizer customizer = http.getHttpConfiguration().getCustomizer(SecureRequestCustomizer.class);
        if (customizer != null) {
            customizer.setSniHostCheck(false);
        }
    }
}
