package org.bailey.call.provider;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.bailey.sip.Hop;
import org.bailey.sip.NameAddress;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipUri;
import org.bailey.system.NameResolver;

/** Finds the address of a request in a dialog: its first Route, else its Request-URI (RFC 3261 section 8.1.2, RFC 3263). */
final class NextHop {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    private final NameResolver resolver;

    private final Predicate<Hop> connected;

    /** @param connected whether a connection to that hop is open */
    NextHop(NameResolver resolver, Predicate<Hop> connected) {
        this.resolver = resolver;
        this.connected = connected;
    }

    /**
     * @param flow the address the dialog was made with: its listener and transport stay, and where nothing better is found
     *     the request goes there
     */
    CompletionStage<Hop> of(SipRequest request, Hop flow) {
        SipUri uri;
        try {
            uri = SipUri.parse(request.headers().list("Route").stream()
                    .findFirst()
                    .map(r -> NameAddress.parse(r).uri())
                    .orElse(request.uri()));
        } catch (IllegalArgumentException unreadable) {
            return CompletableFuture.completedFuture(flow);
        }
        String transport = uri.parameter("transport").orElse("").toUpperCase(Locale.ROOT);
        // phones behind their own connection often name a port in Contact that nobody listens on (seen with linphone
        // 5.1)
        if (!request.headers().has("Route") && literal(uri.host()) && ownConnection(uri.host(), flow)) {
            return CompletableFuture.completedFuture(flow);
        }
        boolean other =
                !transport.isEmpty() && !transport.equals(flow.transport().name());
        if (uri.host().isEmpty() || other) {
            return CompletableFuture.completedFuture(flow);
        }
        if (uri.port() < 0 && !literal(uri.host())) {
            String service = switch (flow.transport()) {
                case UDP -> "_sip._udp.";
                case TCP -> "_sip._tcp.";
                case TLS -> "_sips._tcp.";
            };
            return resolver.services(service + uri.host())
                    .thenCompose(found -> found.records().isEmpty()
                            ? address(uri, uri.host(), flow.transport().defaultPort(), flow)
                            : address(
                                    uri,
                                    found.records().get(0).target(),
                                    found.records().get(0).port(),
                                    flow));
        }
        return address(uri, uri.host(), uri.port() < 0 ? flow.transport().defaultPort() : uri.port(), flow);
    }

    private CompletionStage<Hop> address(SipUri uri, String host, int port, Hop flow) {
        if (literal(host)) {
            return CompletableFuture.completedFuture(
                    hop(literalAddress(host, flow), port, flow.name().isEmpty() ? host : flow.name(), flow));
        }
        return resolver.addresses(host)
                .thenApply(found ->
                        found.records().isEmpty() ? flow : hop(found.records().get(0), port, uri.host(), flow));
    }

    private static Hop hop(InetAddress address, int port, String name, Hop flow) {
        InetSocketAddress target = new InetSocketAddress(address, port);
        return target.equals(flow.address())
                ? flow
                : new Hop(flow.listener(), flow.transport(), target, name, flow.verify());
    }

    private boolean ownConnection(String host, Hop flow) {
        return flow.transport().reliable()
                && literalAddress(host, flow).equals(flow.address().getAddress())
                && connected.test(flow);
    }

    private static boolean literal(String host) {
        return host.startsWith("[") || IPV4.matcher(host).matches();
    }

    private static InetAddress literalAddress(String host, Hop flow) {
        try {
            return InetAddress.getByName(host); // a literal: no look-up happens
        } catch (java.net.UnknownHostException broken) {
            return flow.address().getAddress();
        }
    }
}
