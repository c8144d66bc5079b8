package org.bailey.lab.frontend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.bailey.lab.wire.Faults;
import org.bailey.lab.wire.Hop;
import org.bailey.lab.wire.Schedule;
import org.bailey.lab.wire.Transport;
import org.jspecify.annotations.Nullable;

/** How a Front End is set up. Set before it is opened; one thread. */
public final class FrontEndOptions {
    final List<Hop> trusted = new ArrayList<>();
    final Map<String, Hop> routes = new LinkedHashMap<>();
    String advertisedHost = "127.0.0.1";
    boolean clientCertificate = true;

    @Nullable
    SSLContext tls;

    Faults faults = new Faults();
    Schedule schedule = Schedule.WALL;

    /** Listens for the gateway there; port 0 takes a free one. */
    public FrontEndOptions listen(Transport transport, String host, int port) {
        trusted.add(new Hop(transport, host, port));
        return this;
    }

    /** Requests for a domain go there: the static route to the gateway. */
    public FrontEndOptions route(String domain, Hop gateway) {
        routes.put(domain.toLowerCase(Locale.ROOT), gateway);
        return this;
    }

    /** The name in Record-Route and Via; the gateway must be able to resolve it. */
    public FrontEndOptions advertisedHost(String host) {
        advertisedHost = host;
        return this;
    }

    public FrontEndOptions tls(SSLContext context) {
        tls = context;
        return this;
    }

    /** Whether a TLS peer must show a certificate; yes unless said otherwise. */
    public FrontEndOptions clientCertificate(boolean needed) {
        clientCertificate = needed;
        return this;
    }

    public FrontEndOptions faults(Faults wanted) {
        faults = wanted;
        return this;
    }

    public FrontEndOptions schedule(Schedule wanted) {
        schedule = wanted;
        return this;
    }
}
