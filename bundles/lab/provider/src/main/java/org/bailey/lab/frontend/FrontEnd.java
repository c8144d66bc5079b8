package org.bailey.lab.frontend;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bailey.lab.wire.Faults;
import org.bailey.lab.wire.Hop;
import org.bailey.lab.wire.Journal;
import org.bailey.lab.wire.Link;
import org.bailey.lab.wire.Loop;
import org.bailey.lab.wire.MalformedSip;
import org.bailey.lab.wire.Receiver;
import org.bailey.lab.wire.SipMessage;
import org.bailey.lab.wire.SipText;
import org.bailey.lab.wire.Tokens;
import org.bailey.lab.wire.Transport;
import org.bailey.lab.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * A Front End as the gateway sees it: takes TLS from trusted hosts, sends requests on its own connection, puts an opaque
 * signed Record-Route into dialogs, forks to every place a user is signed in, CANCELs the losers. Any thread.
 */
public final class FrontEnd implements AutoCloseable {
    private static final int KEPT = 4_000;

    private record Binding(String aor, Link link) {}

    private final FrontEndOptions options;
    private final Journal journal = new Journal();
    private final Loop loop;
    private final Wire wire;
    private final List<Hop> bound = new ArrayList<>();
    private final Hop clients;
    private final Map<Link, Binding> bindings = new LinkedHashMap<>();
    private final Map<String, Link> gruus = new HashMap<>();
    private final Map<String, Branch> branches = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Branch> eldest) {
            return size() > KEPT;
        }
    };
    private final Map<String, Forwarding> forwardings = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Forwarding> eldest) {
            return size() > KEPT;
        }
    };
    private final Set<String> routesGivenOut = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > 10 * KEPT;
        }
    });
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private FrontEnd(FrontEndOptions options) throws IOException {
        this.options = options;
        this.loop = new Loop(options.schedule);
        this.wire = new Wire(loop, journal, options.faults, options.tls, new Receiver() {
            @Override
            public void received(Link link, SipMessage message) {
                if (message.isRequest()) {
                    onRequest(link, message);
                } else {
                    onAnswer(message);
                }
            }

            @Override
            public void malformed(Link link, MalformedSip malformed) {
                complain("malformed: " + malformed.getMessage());
            }

            @Override
            public void closed(Link link) {
                bindings.remove(link);
                gruus.values().remove(link);
            }
        });
        try {
            for (Hop at : options.trusted) {
                bound.add(wire.listen(at, options.clientCertificate));
            }
            this.clients = wire.listen(new Hop(Transport.TCP, clientAddress(), 0), false);
        } catch (IOException taken) {
            close();
            throw taken;
        }
    }

    public static FrontEnd open(FrontEndOptions options) throws IOException {
        return new FrontEnd(options);
    }

    /** Where the gateway connects to, in the order asked for. */
    public List<Hop> listening() {
        return List.copyOf(bound);
    }

    /** Where clients sign in. */
    public Hop clientHop() {
        return clients;
    }

    public Journal journal() {
        return journal;
    }

    public Faults faults() {
        return options.faults;
    }

    /** What a real Front End would have refused or logged. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Changes or adds a static route while running. */
    public void route(String domain, Hop gateway) {
        loop.run(() -> options.route(domain, gateway));
    }

    private void onRequest(Link from, SipMessage request) {
        if (request.method().equals("REGISTER")) {
            register(from, request);
            return;
        }
        remember(SipText.uri(request.value("Contact")), from);
        if (request.method().equals("CANCEL")) {
            Forwarding known = forwardings.get(key(from, request, "INVITE"));
            refuse(from, request, known == null ? 481 : 200, known == null ? "Call/Transaction Does Not Exist" : "OK");
            if (known != null) {
                known.cancel();
            }
            return;
        }
        List<String> routes = request.list("Route");
        boolean ours = !routes.isEmpty() && SipText.uri(routes.get(0)).contains("ms-route-sig=");
        if (ours && !routesGivenOut.contains(SipText.uri(routes.get(0)))) {
            complain("Route is not the Record-Route we gave out: " + routes.get(0));
            refuse(from, request, 400, "Invalid Route Signature");
            return;
        }
        if (request.method().equals("OPTIONS")
                && request.toTag() == null
                && bindingsOf(request).isEmpty()) {
            refuse(from, request, 200, "OK");
            return;
        }
        SipMessage rest = ours ? request.withList("Route", routes.subList(1, routes.size())) : request;
        if (request.method().equals("ACK")) {
            if (request.toTag() != null && !ours && forwardings.containsKey(key(from, request, "INVITE"))) {
                return; // of a refusal, which ends here
            }
            next(rest).forEach(to -> forward(null, from, to, rest));
            return;
        }
        String key = key(from, request, request.method());
        if (forwardings.containsKey(key)) {
            return; // a repetition
        }
        if (request.method().equals("INVITE")) {
            wire.send(from, SipMessage.response(request, 100, "Trying"));
        }
        List<Link> to = next(rest);
        if (to.isEmpty()) {
            refuse(from, request, 404, "Not Found");
            return;
        }
        Forwarding forwarding = new Forwarding(wire, from, request);
        forwardings.put(key, forwarding);
        to.forEach(link -> forward(forwarding, from, link, rest));
    }

    private void forward(@Nullable Forwarding forwarding, Link from, Link to, SipMessage request) {
        String branch = "z9hG4bK" + Tokens.hex(8).toUpperCase(Locale.ROOT) + "."
                + Tokens.hex(16).toUpperCase(Locale.ROOT);
        List<String> vias = new ArrayList<>(request.list("Via"));
        vias.set(
                0,
                vias.get(0) + ";ms-received-port=" + from.peer().port() + ";ms-received-cid="
                        + Integer.toHexString(from.number()).toUpperCase(Locale.ROOT));
        vias.add(
                0,
                "SIP/2.0/" + to.transport() + " " + options.advertisedHost + ":" + port() + ";branch=" + branch
                        + ";branched=FALSE;ms-internal-info=\"" + Tokens.hex(16) + "\"");
        SipMessage onward = request.withList("Via", vias);
        String hops = request.value("Max-Forwards");
        onward = onward.with(
                "Max-Forwards", hops.matches("\\d{1,3}") ? String.valueOf(Integer.parseInt(hops) - 1) : "69");
        if (request.method().equals("INVITE")) {
            onward = onward.first("Record-Route", recordRoute(from, to));
            onward = request.toTag() == null && bindings.containsKey(from) ? asserted(onward) : onward;
        }
        if (forwarding != null) {
            Branch made = new Branch(forwarding, to, onward);
            forwarding.add(made);
            branches.put(branch, made);
        }
        wire.send(to, onward);
    }

    private SipMessage asserted(SipMessage invite) {
        String from = invite.value("From");
        return invite.plus("P-Asserted-Identity", from.replaceFirst(">.*", ">"))
                .plus(
                        "ms-application-via",
                        "SIP;ms-urc-rs-from;ms-server=" + options.advertisedHost + ";ms-pool=" + options.advertisedHost
                                + ";ms-application=" + Tokens.hex(32))
                .plus("history-info", "<" + invite.requestUri() + ">;index=1")
                .plus("ms-user-data", "ms-publiccloud=TRUE;ms-federation=TRUE");
    }

    private String recordRoute(Link from, Link to) {
        Link client = bindings.containsKey(from) ? from : to;
        String uri = "sip:" + options.advertisedHost + ":" + port() + ";transport=" + transport()
                + ";opaque=state:T:F:Ci.R" + Integer.toHexString(client.number()) + ";lr;ms-route-sig="
                + Tokens.base64(40).replaceAll("[+/]", "x");
        routesGivenOut.add(uri);
        return "<" + uri + ">;tag=" + Tokens.hex(32).toUpperCase(Locale.ROOT);
    }

    private String clientAddress() {
        return options.trusted.isEmpty() ? "127.0.0.1" : options.trusted.get(0).host();
    }

    private int port() {
        return bound.isEmpty() ? clients.port() : bound.get(0).port();
    }

    private String transport() {
        return (bound.isEmpty() ? clients : bound.get(0)).transport().token();
    }

    private void complain(String complaint) {
        if (complaints.size() < 1_000) {
            complaints.add(complaint);
        }
        journal.note("complaint: " + complaint);
    }

    private List<Link> next(SipMessage request) {
        List<String> routes = request.list("Route");
        String uri = routes.isEmpty() ? request.requestUri() : SipText.uri(routes.get(0));
        Link device = gruus.get(uri);
        if (device != null) {
            return List.of(device);
        }
        List<Link> signedIn = bindingsOf(request);
        if (!signedIn.isEmpty() && routes.isEmpty()) {
            return signedIn;
        }
        try {
            Hop route = options.routes.get(SipText.host(uri));
            Hop hop = route == null ? hop(uri) : route;
            return hop == null ? List.of() : List.of(wire.to(hop));
        } catch (IOException unreachable) {
            journal.note("next hop of " + uri + " cannot be reached: " + unreachable.getMessage());
            return List.of();
        }
    }

    private List<Link> bindingsOf(SipMessage request) {
        String aor = SipText.addressOfRecord(request.requestUri());
        return bindings.values().stream()
                .filter(binding -> binding.aor.equals(aor))
                .map(Binding::link)
                .toList();
    }

    /** A target inside a dialog names its port; anything else is nobody's. */
    private static @Nullable Hop hop(String uri) {
        java.util.regex.Matcher matcher = java.util.regex.Pattern.compile(
                        "sips?:(?:[^@;]*@)?([^:;]+):(\\d{1,5})(?:;.*?transport=(\\w+))?.*",
                        java.util.regex.Pattern.CASE_INSENSITIVE)
                .matcher(uri);
        if (!matcher.matches()) {
            return null;
        }
        String transport = matcher.group(3) == null ? "tls" : matcher.group(3);
        return Hop.of(transport + ":" + matcher.group(1) + ":" + matcher.group(2));
    }

    private void register(Link from, SipMessage request) {
        String aor = SipText.addressOfRecord(SipText.uri(request.value("To")));
        bindings.put(from, new Binding(aor, from));
        journal.note(aor + " signed in");
        wire.send(
                from,
                SipMessage.response(request, 200, "OK")
                        .plus("Contact", request.value("Contact") + ";expires=7200")
                        .plus("Server", "RTC/6.0"));
    }

    private void onAnswer(SipMessage answer) {
        Branch branch = branches.get(answer.branch());
        if (branch == null) {
            complain("answer to nothing: " + answer.startLine());
            return;
        }
        if (answer.method().equals("CANCEL") && branch.owner.invite()) {
            return; // to our own CANCEL
        }
        remember(SipText.uri(answer.value("Contact")), branch.link);
        branch.owner.answered(branch, answer);
    }

    private void remember(String contact, Link link) {
        if (contact.endsWith(";gruu") && bindings.containsKey(link)) {
            gruus.put(contact, link);
        }
    }

    private void refuse(Link to, SipMessage request, int status, String reason) {
        if (request.method().equals("ACK")) {
            return;
        }
        SipMessage response = SipMessage.response(request, status, reason);
        if (request.toTag() == null && status > 100) {
            response = response.with(
                    "To", response.value("To") + ";tag=" + Tokens.hex(32).toUpperCase(Locale.ROOT));
        }
        if (status >= 300) {
            response = response.plus(
                    "ms-diagnostics", "1003;reason=\"" + reason + "\";source=\"" + options.advertisedHost + "\"");
        }
        wire.send(to, response.plus("Server", "RTC/6.0"));
    }

    private static String key(Link from, SipMessage request, String method) {
        return method + " " + request.callId() + " " + request.cseq() + " " + request.fromTag() + " " + request.branch()
                + " " + from.number();
    }

    /** Waits until something stands in the journal; see {@link Journal#await}. */
    public Journal.Entry await(String what, Duration within, java.util.function.Predicate<Journal.Entry> which) {
        return journal.await(what, within, which);
    }

    @Override
    public void close() {
        wire.close();
        loop.close();
    }
}
