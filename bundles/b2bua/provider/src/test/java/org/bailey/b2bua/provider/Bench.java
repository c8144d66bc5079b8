package org.bailey.b2bua.provider;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bailey.b2bua.provider.bridge.BenchExchange;
import org.bailey.call.CallAction;
import org.bailey.call.CallEvent;
import org.bailey.call.CallMachine;
import org.bailey.call.CallState;
import org.bailey.call.Dialog;
import org.bailey.call.Phase;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.Route;
import org.bailey.dialplan.SipVariant;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.ice.Candidate;
import org.bailey.ice.CandidateList;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceParameters;
import org.bailey.media.LocalPorts;
import org.bailey.media.MediaNeeds;
import org.bailey.media.MediaPorts.Allocation;
import org.bailey.media.MediaSecret;
import org.bailey.media.Side;
import org.bailey.sip.Body;
import org.bailey.sip.Header;
import org.bailey.sip.Headers;
import org.bailey.sip.Hop;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;
import org.bailey.sip.SipUri;
import org.bailey.sip.Source;
import org.bailey.sip.Timers;
import org.bailey.sip.TransactionId;
import org.bailey.sip.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A call on the bench: events go into the machine one by one, what it wants done is looked at. Ports and routes are
 * granted at once; everything else is up to the test.
 */
final class Bench {
    static final Hop ROOM =
            new Hop("standard", Transport.TCP, new InetSocketAddress("127.0.0.2", 5060), "room.test", false);
    static final Hop ROOM_TWO =
            new Hop("standard", Transport.TCP, new InetSocketAddress("127.0.0.3", 5060), "room.test", false);
    static final Source FRONT_END = new Source(
            "microsoft",
            Transport.TLS,
            new InetSocketAddress("127.0.0.4", 40000),
            new InetSocketAddress("127.0.0.1", 65072),
            List.of("fe.lync.test"));

    final CallMachine machine = new B2buaMachine(
            BenchExchange.standard(),
            () -> new B2buaSettings(1800, 500, Duration.ofSeconds(180), "gw.test"),
            new Interop(() -> this.licensed));
    final List<CallAction> actions = new ArrayList<>();
    final List<SipRequest> sent = new ArrayList<>();
    final List<SipResponse> answered = new ArrayList<>();
    /** Numbers of the lines that were ever granted ports. */
    final List<Integer> granted = new ArrayList<>();

    @Nullable
    CallState state;

    List<Hop> hops = List.of(ROOM);
    Dialect callerDialect = Dialect.MICROSOFT;
    /** What the dial plan says once a zone has failed. */
    List<Route> following = List.of();

    /** Whether ports are granted only when {@link #grant} says so. */
    boolean portsTakeTime;

    /** What the last ports were asked for. */
    Map<Side, MediaNeeds> needs = Map.of();

    /** Whether there is a key for microsoft-interop. */
    boolean licensed = true;

    boolean trusted = true;
    Transport callerTransport = Transport.TLS;
    ZonePolicy callerPolicy = ZonePolicy.DEFAULT;
    ZonePolicy calleePolicy = ZonePolicy.DEFAULT;

    Timers timers = Timers.DEFAULTS;

    private final List<CallAction.AllocateMedia> waitingForPorts = new ArrayList<>();
    /** How often new credentials were asked for. */
    int restarts;

    private long now;
    private int server;

    List<CallAction> step(CallEvent event) {
        now += 10;
        CallMachine.Outcome outcome = machine.step(
                state,
                event,
                new CallMachine.Moment(
                        "abcdefghijkl", Instant.ofEpochSecond(1_000_000).plusMillis(now), 4711 + now, timers));
        state = outcome.state();
        actions.addAll(outcome.actions());
        for (CallAction action : outcome.actions()) {
            if (action instanceof CallAction.Send send) {
                sent.add(send.request());
            } else if (action instanceof CallAction.Acknowledge ack) {
                sent.add(ack.ack());
            } else if (action instanceof CallAction.Respond respond) {
                answered.add(respond.response());
            }
        }
        for (CallAction action : outcome.actions()) {
            if (action instanceof CallAction.FindRoute find) {
                step(new CallEvent.Routed(route(find), SipUri.parse("sip:gw.test:5060;transport=tcp")));
            } else if (action instanceof CallAction.AllocateMedia allocate) {
                waitingForPorts.add(allocate);
                if (!portsTakeTime) {
                    grant();
                }
            } else if (action instanceof CallAction.RestartMedia restart) {
                renewed(restart);
            }
        }
        return outcome.actions();
    }

    /** New credentials: the name of a session is that of its ports, which here are others. */
    private void renewed(CallAction.RestartMedia asked) {
        restarts++;
        step(new CallEvent.Restarted(
                asked.side(),
                asked.request(),
                asked.lines().stream()
                        .<Allocation>map(id -> {
                            var line = state.lines().stream()
                                    .filter(l -> l.id() == id)
                                    .findFirst()
                                    .orElseThrow();
                            boolean caller = asked.side() == Side.CALLER;
                            var anew = ports(58000 + 10 * restarts, needs.get(asked.side()));
                            return new Allocation.Granted(
                                    id, caller ? anew : line.caller(), caller ? line.callee() : anew);
                        })
                        .toList()));
    }

    boolean portsPending() {
        return !waitingForPorts.isEmpty();
    }

    /** The ports asked for first are there. */
    Bench grant() {
        CallAction.AllocateMedia asked = waitingForPorts.remove(0);
        asked.lines().forEach(l -> granted.add(l.id()));
        needs = asked.needs();
        step(new CallEvent.Allocated(asked.lines().stream()
                .<Allocation>map(l -> new Allocation.Granted(
                        l.id(),
                        ports(56000 + 8 * l.id(), needs.get(Side.CALLER)),
                        ports(56004 + 8 * l.id(), needs.get(Side.CALLEE))))
                .toList()));
        return this;
    }

    /** Numbers of the lines given back so far. */
    List<Integer> released() {
        return actions.stream()
                .filter(CallAction.ReleaseLine.class::isInstance)
                .map(a -> ((CallAction.ReleaseLine) a).line())
                .toList();
    }

    /** How long the timer of that name was set for, the last time. */
    Duration timer(String name) {
        return find(actions.stream()
                        .filter(a -> a instanceof CallAction.StartTimer t
                                && t.timer().equals(name))
                        .map(a -> ((CallAction.StartTimer) a).after())
                        .toList())
                .orElseThrow(() -> new AssertionError("no timer " + name));
    }

    Bench elapsed(String timer) {
        step(new CallEvent.Elapsed(timer));
        return this;
    }

    long count(String method) {
        return sent.stream().filter(r -> r.is(method)).count();
    }

    private Route route(CallAction.FindRoute find) {
        if (find.tried().isEmpty()) {
            return new Route.Found(
                    "Rooms", callerDialect.other(), find.uri(), hops, 15, calleePolicy, List.of("rule rooms matched"));
        }
        return following.isEmpty() ? new Route.NotFound(480, "no rule goes on", List.of()) : following.get(0);
    }

    private static LocalPorts ports(int rtp, @Nullable MediaNeeds need) {
        byte[] secret = new byte[32];
        secret[0] = (byte) (rtp >> 8);
        secret[1] = (byte) rtp;
        return new LocalPorts(
                "127.0.0.1", rtp, rtp + 1, new MediaSecret(secret), need == null ? null : ice(rtp, need.ice()));
    }

    /** Two candidates for each component: our own, and one on a relay. */
    private static @Nullable IceParameters ice(int rtp, @Nullable IceDialect dialect) {
        if (dialect == null) {
            return null;
        }
        CandidateList candidates = new CandidateList(dialect);
        InetSocketAddress relay = new InetSocketAddress("192.0.2.9", rtp);
        for (int component = 1; component <= 2; component++) {
            int port = rtp + component - 1;
            candidates.host(component, Candidate.Transport.UDP, new InetSocketAddress("127.0.0.1", port));
            candidates.relayed(component, new InetSocketAddress("192.0.2.9", port), null, relay.getAddress());
        }
        return new IceParameters("ours" + rtp, "ourPasswordOfTwentyTwoCharacters", candidates.candidates());
    }

    /** The caller's INVITE. */
    Bench invited(String description, Header... more) {
        List<Header> headers = new ArrayList<>(List.of(
                new Header(
                        "Record-Route",
                        "<sip:fe.lync.test:5061;transport=tls;opaque=state:T;lr;ms-route-sig=aaBB>;tag=77"),
                new Header("From", "\"Alice\" <sip:alice@lync.test>;tag=9f;epid=0123456789"),
                new Header("To", "<sip:3001@video.test>"),
                new Header("Call-ID", "Ab19"),
                new Header("CSeq", "1 INVITE"),
                new Header("Max-Forwards", "69"),
                new Header("Contact", "<sip:alice@lync.test;opaque=user:epid:xyz;gruu>")));
        replace(headers, more);
        SipRequest invite = new SipRequest(
                "INVITE",
                "sip:3001@video.test",
                new Headers(headers),
                description.isEmpty() ? Body.EMPTY : Body.sdp(description));
        return invited(invite);
    }

    Bench invited(SipRequest invite) {
        Origin origin = new Origin("Callers", callerDialect, SipVariant.MICROSOFT_AV, trusted, "", callerPolicy);
        step(new CallEvent.Invited(
                serverTransaction(),
                invite,
                origin,
                new Hop("microsoft", callerTransport, FRONT_END.remote(), "fe.lync.test", true),
                SipUri.parse("sip:gw.test:65072;transport=tls")));
        return this;
    }

    private static void replace(List<Header> headers, Header... more) {
        for (Header header : more) {
            headers.removeIf(
                    h -> h.name().equals(header.name()) && header.name().equals("Contact"));
            headers.add(header);
        }
    }

    private TransactionId serverTransaction() {
        return new TransactionId("server", "s" + server++);
    }

    TransactionId lastServerTransaction() {
        return new TransactionId("server", "s" + (server - 1));
    }

    /** The last request of that method we sent. */
    SipRequest lastSent(String method) {
        return find(sent.stream().filter(r -> r.is(method)).toList())
                .orElseThrow(() -> new AssertionError("no " + method + " was sent: " + sent));
    }

    SipResponse lastAnswer() {
        return find(answered).orElseThrow(() -> new AssertionError("nothing was answered"));
    }

    private static <T> Optional<T> find(List<T> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(list.size() - 1));
    }

    /** Our last INVITE, UPDATE or BYE is answered. */
    Bench answer(int status, String tag, String description, Header... more) {
        return answer(lastSend(), status, tag, description, more);
    }

    /** That request of ours is answered. */
    Bench answer(CallAction.Send send, int status, String tag, String description, Header... more) {
        SipRequest request = send.request();
        List<Header> headers = new ArrayList<>(List.of(
                new Header("From", request.headers().first("From", "")),
                new Header(
                        "To",
                        request.to().tag().isEmpty()
                                ? request.headers().first("To", "") + ";tag=" + tag
                                : request.headers().first("To", "")),
                new Header("Call-ID", request.callId()),
                new Header("CSeq", request.headers().first("CSeq", "")),
                new Header("Contact", "<sip:room-" + tag + "@127.0.0.2:5060;transport=tcp>")));
        replace(headers, more);
        step(new CallEvent.Signalled(new SipEvent.Responded(
                send.transaction(),
                new SipResponse(
                        status,
                        "Reason",
                        new Headers(headers),
                        description.isEmpty() ? Body.EMPTY : Body.sdp(description),
                        ""),
                FRONT_END)));
        return this;
    }

    CallAction.Send lastSend() {
        return find(actions.stream()
                        .filter(CallAction.Send.class::isInstance)
                        .map(CallAction.Send.class::cast)
                        .toList())
                .orElseThrow();
    }

    /** A request of the caller in its dialog. */
    Bench caller(String method, long sequence, String description, Header... more) {
        return inDialog(method, sequence, description, org.bailey.media.Side.CALLER, more);
    }

    Bench callee(String method, long sequence, String description, Header... more) {
        return inDialog(method, sequence, description, org.bailey.media.Side.CALLEE, more);
    }

    private Bench inDialog(
            String method, long sequence, String description, org.bailey.media.Side side, Header... more) {
        var dialog = java.util.Objects.requireNonNull(java.util.Objects.requireNonNull(
                        java.util.Objects.requireNonNull(state).leg(side))
                .dialog());
        return request(dialog, method, sequence, description, more);
    }

    /** A request of a peer in that dialog. */
    Bench request(Dialog dialog, String method, long sequence, String description, Header... more) {
        return request(dialog, method, sequence, description.isEmpty() ? Body.EMPTY : Body.sdp(description), more);
    }

    Bench request(Dialog dialog, String method, long sequence, Body body, Header... more) {
        List<Header> headers = new ArrayList<>(List.of(
                new Header("From", dialog.remote()),
                new Header("To", dialog.local()),
                new Header("Call-ID", dialog.callId()),
                new Header("CSeq", sequence + " " + method)));
        headers.addAll(List.of(more));
        SipRequest request = new SipRequest(method, "sip:gw.test", new Headers(headers), body);
        step(new CallEvent.Signalled(new SipEvent.Requested(
                method.equals("ACK") ? null : serverTransaction(),
                request,
                FRONT_END,
                SipUri.parse("sip:gw.test:65072;transport=tls"))));
        return this;
    }

    Bench cancelled() {
        SipRequest cancel = new SipRequest("CANCEL", "sip:3001@video.test", Headers.NONE, Body.EMPTY);
        step(new CallEvent.Signalled(new SipEvent.Cancelled(lastServerTransaction(), cancel)));
        return this;
    }

    Phase phase() {
        return java.util.Objects.requireNonNull(state).phase();
    }

    boolean did(Class<? extends CallAction> kind) {
        return actions.stream().anyMatch(kind::isInstance);
    }

    /** A call that is up: the callee answered with tag {@code r1}, both ACKs are through. */
    static Bench established() {
        Bench bench =
                new Bench().invited(Sdps.MICROSOFT_AUDIO).answer(180, "r1", "").answer(200, "r1", Sdps.ROOM_AUDIO);
        bench.caller("ACK", 1, "");
        return bench;
    }
}
