package org.bailey.sip.provider;

import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.bailey.sip.Headers;
import org.bailey.sip.Hop;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;
import org.bailey.sip.SipUser;
import org.bailey.sip.TransactionId;
import org.bailey.sip.Transport;

/**
 * The least a back-to-back user agent can do, to see what the stack alone costs. Usage: {@code LoopThrough udp|tcp PORT
 * TARGETPORT SECONDS}; the calls come from and go to SIPp.
 */
final class LoopThrough implements SipUser {
    private record Call(TransactionId invite, Headers b, String tag) {}

    private final JainSipStack stack;
    private final Hop hop;
    private final String contact;
    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final Map<TransactionId, String> legs = new ConcurrentHashMap<>();

    private LoopThrough(JainSipStack stack, Hop hop, String contact) {
        this.stack = stack;
        this.hop = hop;
        this.contact = contact;
    }

    public static void main(String[] args) {
        Transport transport = Transport.of(args[0]);
        JainSipStack stack = new JainSipStack(SipSettings.DEFAULTS);
        Listener listener =
                stack.open(ListenerSettings.of("main", args[0], "127.0.0.1", Integer.parseInt(args[1]), "none"));
        Await.until("listening", () -> listener.status().listening());
        Hop hop = new Hop("main", transport, new InetSocketAddress("127.0.0.1", Integer.parseInt(args[2])), "", false);
        LoopThrough user = new LoopThrough(stack, hop, "<" + stack.contact(hop) + ">");
        stack.addUser(user, Map.of(SipUser.OWNER, "call"));
        for (int i = 0; i < Integer.parseInt(args[3]); i += 5) {
            LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
            if (Boolean.getBoolean("gc")) {
                System.gc();
            }
            System.out.println("cpu ms "
                    + ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                                    .getProcessCpuTime()
                            / 1_000_000
                    + " heap KiB "
                    + (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024
                    + " calls " + user.calls.size() + " " + stack.counters());
        }
        stack.close();
    }

    @Override
    public void happened(SipEvent event) {
        if (event instanceof SipEvent.Requested requested) {
            requested(requested);
        } else if (event instanceof SipEvent.Responded responded) {
            responded(responded);
        }
    }

    private void requested(SipEvent.Requested event) {
        SipRequest request = event.request();
        String callId = request.callId();
        TransactionId server = event.transaction();
        if (request.is("INVITE")) {
            String id = Objects.requireNonNull(server).id();
            Headers b = Headers.NONE
                    .plus("From", "<sip:loop@127.0.0.1>;tag=" + id)
                    .plus("To", "<sip:service@127.0.0.1>")
                    .plus("Call-ID", id)
                    .plus("Max-Forwards", "69");
            calls.put(callId, new Call(server, b, id));
            TransactionId leg = new TransactionId("call", "i" + id);
            legs.put(leg, callId);
            send(leg, "INVITE", b.plus("CSeq", "1 INVITE").plus("Contact", contact), request.body());
        } else if (request.is("ACK")) {
            Call call = calls.get(callId);
            if (call != null) {
                stack.acknowledge(
                        new TransactionId("call", "a" + call.tag()),
                        new SipRequest("ACK", "sip:service@127.0.0.1", call.b().plus("CSeq", "1 ACK"), request.body()),
                        hop);
            }
        } else {
            stack.respond(Objects.requireNonNull(server), SipResponse.of(200, "OK", ""));
            Call call = calls.remove(callId);
            if (call != null) {
                legs.remove(new TransactionId("call", "i" + call.tag()));
                send(
                        new TransactionId("call", "b" + call.tag()),
                        "BYE",
                        call.b().plus("CSeq", "2 BYE"),
                        request.body());
            }
        }
    }

    private void send(TransactionId id, String method, Headers headers, org.bailey.sip.Body body) {
        stack.send(
                id,
                new SipRequest(method, "sip:service@127.0.0.1:" + hop.address().getPort(), headers, body),
                hop);
    }

    private void responded(SipEvent.Responded event) {
        SipResponse response = event.response();
        String callId = legs.get(event.transaction());
        Call call = callId == null ? null : calls.get(callId);
        if (call == null) {
            return;
        }
        if (response.success()) {
            calls.put(
                    callId,
                    new Call(
                            call.invite(),
                            call.b().with("To", response.headers().first("To", "")),
                            call.tag()));
        }
        stack.respond(
                call.invite(),
                new SipResponse(
                        response.status(),
                        response.reason(),
                        Headers.NONE.plus("Contact", contact),
                        response.body(),
                        call.tag()));
    }
}
