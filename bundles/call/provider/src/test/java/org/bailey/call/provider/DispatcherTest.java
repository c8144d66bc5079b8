package org.bailey.call.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bailey.call.Admission;
import org.bailey.dialplan.DialPlan;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.Route;
import org.bailey.dialplan.SipVariant;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.module.Faults;
import org.bailey.sip.Body;
import org.bailey.sip.Headers;
import org.bailey.sip.Hop;
import org.bailey.sip.SipEvent.Requested;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipUri;
import org.bailey.sip.Source;
import org.bailey.sip.TransactionId;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private static final int PEER = 5060;
    private static final int STRANGER = 5099;

    private final PaperStack sip = new PaperStack();
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final Lanes lanes = new Lanes(worker, lane -> {});
    private final Replaceable<DialPlan> plan = new Replaceable<>(() -> Faults.NONE);
    private final Admissions admissions = new Admissions("");
    private final Dispatcher dispatcher =
            new Dispatcher(sip, lanes, plan, () -> new CallSettings(40, 10, 0, 1, 16), admissions);
    private final AtomicInteger number = new AtomicInteger();

    DispatcherTest() {
        plan.arrived(new PortPlan());
    }

    @AfterEach
    void close() {
        worker.shutdownNow();
    }

    private void invite(int port, int times) {
        for (int i = 0; i < times; i++) {
            invite(port, "call" + number.getAndIncrement());
        }
    }

    private void invite(int port, String callId) {
        Headers headers = Headers.NONE
                .plus("From", "<sip:a@peer.test>;tag=1")
                .plus("To", "<sip:b@lync.test>")
                .plus("Call-ID", callId)
                .plus("CSeq", "1 INVITE");
        dispatcher.happened(new Requested(
                new TransactionId("call", "in" + number.getAndIncrement()),
                new SipRequest("INVITE", "sip:b@lync.test", headers, Body.EMPTY),
                new Source(
                        "standard",
                        Transport.UDP,
                        new InetSocketAddress("127.0.0.9", port),
                        new InetSocketAddress("127.0.0.1", 5060),
                        List.of()),
                SipUri.parse("sip:gw.test")));
    }

    @Test
    void callersNobodyKnowsHoldNoMoreThanTheirShare() {
        invite(STRANGER, 120);
        assertEquals(4, lanes.size(), "10 percent of 40");
        assertEquals(116, sip.answered.size());
        assertEquals(Set.of("503 Too Many Calls From Unknown Callers"), Set.copyOf(sip.answered));
        assertEquals(116, dispatcher.refusedUnknown.get());
        invite(PEER, 36);
        assertEquals(40, lanes.size(), "peers have the rest");
        assertEquals(4, lanes.unknown());
    }

    @Test
    void aCallThatEndsMakesRoom() {
        invite(STRANGER, 5);
        assertEquals(1, sip.answered.size());
        Lane over = lanes.all().iterator().next();
        lanes.close(over);
        lanes.close(over);
        assertEquals(3, lanes.unknown());
        invite(STRANGER, 1);
        assertEquals(4, lanes.size());
        assertEquals(1, sip.answered.size());
    }

    @Test
    void anInviteOfOursThatComesBackIsALoop() {
        invite(PEER, 1);
        String live = lanes.all().iterator().next().callId;
        invite(PEER, live + "-2@bailey");
        assertEquals(List.of("482 Loop Detected"), sip.answered);
        assertEquals(1, lanes.size());
    }

    @Test
    void aNewCallIsRefusedWithTheWordsOfWhoRefusesItAndLiveOnesAreLeftAlone() {
        String sentence = "rich-media-session: 2 of 2 licences in use";
        admissions.add(
                (caller, live) -> live < 2
                        ? Optional.empty()
                        : Optional.of(new Admission.Refusal(503, sentence, 60, "OPTIONKEY-005")),
                "");
        invite(PEER, 3);
        assertEquals(2, lanes.size());
        assertEquals(List.of("503 " + sentence), sip.answered);
        assertEquals(List.of("399 bailey \"" + sentence + "\""), sip.headers("Warning"));
        assertEquals(List.of("60"), sip.headers("Retry-After"));
        assertEquals(1, dispatcher.refused.get());
        lanes.close(lanes.all().iterator().next());
        invite(PEER, 1);
        assertEquals(2, lanes.size(), "a call that ended gives its licence back");
    }

    @Test
    void callsThatComeAtOnceNeverHaveMoreThanThereIs() throws Exception {
        admissions.add(
                (caller, live) -> live < 7
                        ? Optional.empty()
                        : Optional.of(new Admission.Refusal(503, "no more", null, "OPTIONKEY-005")),
                "");
        ExecutorService callers = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 40; i++) {
            String callId = "crowd" + i;
            callers.execute(() -> invite(PEER, callId));
        }
        callers.shutdown();
        assertTrue(callers.awaitTermination(60, TimeUnit.SECONDS));
        assertEquals(7, lanes.size());
        assertEquals(33, sip.answered.size());
    }

    /** Knows callers by their port. */
    private static final class PortPlan implements DialPlan {
        @Override
        public Origin origin(SipRequest request, Source source) {
            return new Origin(
                    "", Dialect.STANDARD, SipVariant.STANDARD, source.remote().getPort() == PEER, "");
        }

        @Override
        public CompletionStage<Route> route(String uri, Origin origin) {
            return route(uri, origin, Set.of());
        }

        @Override
        public CompletionStage<Route> route(String uri, Origin origin, Set<String> tried) {
            return CompletableFuture.completedFuture(new Route.NotFound(404, "nowhere", List.of()));
        }

        @Override
        public void failed(String zone, Hop hop, String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public List<ZoneStatus> zones() {
            return List.of();
        }

        @Override
        public ZonePolicy policy(String zone) {
            return ZonePolicy.DEFAULT;
        }

        @Override
        public List<String> problems() {
            return List.of();
        }
    }
}
