package org.bailey.dialplan.provider.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bailey.dialplan.provider.plan.Zone;
import org.bailey.sip.Headers;
import org.bailey.sip.SipEvent;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeerWatchTest {
    private static final Zone CUCM = Bench.zone("CUCM", Transport.TLS, 5061, "192.0.2.1", "192.0.2.2", "192.0.2.3");
    private static final Zone LYNC = Bench.microsoft("fe1.test");

    private Bench bench;

    @BeforeEach
    void start() throws Exception {
        bench = new Bench("fe1 IN A 127.0.0.31\npool IN A 127.0.0.31\npool IN A 127.0.0.32\n");
    }

    @AfterEach
    void stop() throws Exception {
        bench.close();
    }

    @Test
    void aFreshInstanceTriesEveryPeerInTurnAtOnce() throws Exception {
        bench.watch.plan(Bench.plan(CUCM));
        Set<String> first = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            List<String> hops = bench.hops(CUCM);
            assertEquals(3, hops.size());
            first.add(hops.get(0));
        }
        assertEquals(3, first.size(), "each peer is first once");
        assertEquals("Unknown", bench.peer("CUCM", 0).state());
    }

    @Test
    void liveOnesComeFirstSuspectsLaterAndFailedOnesLast() throws Exception {
        bench.watch.plan(Bench.plan(CUCM));
        bench.pass(0);
        List<PaperStack.Sent> sent = bench.sent(3);
        bench.answer(sent.get(1), 200, "OK");
        bench.watch.happened(new SipEvent.Unsendable(sent.get(0).transaction(), "connection refused"));
        bench.pass(6);
        for (int i = 0; i < 4; i++) {
            assertEquals(List.of(address(sent.get(1)), address(sent.get(2)), address(sent.get(0))), bench.hops(CUCM));
        }
        assertEquals("Alive", bench.peer("CUCM", 1).state());
        assertEquals(
                "tls:192.0.2.2:5061 answers 200 OK in 0 ms",
                bench.peer("CUCM", 1).detail());
        assertEquals("Failed", bench.peer("CUCM", 0).state());
        assertEquals(
                "tls:192.0.2.1:5061: connection refused", bench.peer("CUCM", 0).detail());
        assertEquals("Unknown", bench.peer("CUCM", 2).state());
        assertTrue(bench.watch.status().get(0).alive());
    }

    @Test
    void aZoneWhosePeersAllFailedTakesNoCallsAndSaysWhy() throws Exception {
        bench.watch.plan(Bench.plan(LYNC));
        bench.pass(0);
        PaperStack.Sent options = bench.sent(1).get(0);
        bench.watch.happened(new SipEvent.Unsendable(
                options.transaction(), "the certificate of tls:127.0.0.31:5061 does not carry fe1.test"));
        bench.settle();
        Way way = Bench.get(bench.watch.way(LYNC));
        assertEquals(List.of(), way.hops());
        assertEquals(
                "no peer of zone 'To Microsoft destination via B2BUA' is alive: the certificate of tls:127.0.0.31:5061"
                        + " does not carry fe1.test",
                way.reason());
        assertFalse(bench.watch.status().get(0).alive());
    }

    @Test
    void silenceMakesAPeerSuspectAndOnlyTheEndOfTheTransactionFailed() throws Exception {
        bench.watch.plan(Bench.plan(LYNC));
        bench.pass(0);
        PaperStack.Sent options = bench.sent(1).get(0);
        bench.pass(6);
        assertEquals("Unknown", bench.peer(LYNC.name(), 0).state());
        assertTrue(bench.peer(LYNC.name(), 0).detail().contains("has not answered OPTIONS for 6 s"));
        assertTrue(bench.peer(LYNC.name(), 0).detail().contains("trusted application pool"));
        assertEquals(1, bench.hops(LYNC).size(), "a suspect is still tried");
        bench.watch.happened(new SipEvent.TimedOut(options.transaction()));
        bench.settle();
        assertEquals("Failed", bench.peer(LYNC.name(), 0).state());
    }

    @Test
    void aLateTimeoutDoesNotOverruleAYoungerAnswer() throws Exception {
        bench.watch.plan(Bench.plan(LYNC));
        bench.pass(0);
        PaperStack.Sent old = bench.sent(1).get(0);
        bench.pass(11);
        PaperStack.Sent young = bench.sent(2).get(1);
        bench.answer(young, 200, "OK");
        bench.watch.happened(new SipEvent.TimedOut(old.transaction()));
        bench.settle();
        assertEquals("Alive", bench.peer(LYNC.name(), 0).state());
    }

    @Test
    void whoIsAliveIsAskedEveryMinuteAndOthersEveryTenSeconds() throws Exception {
        bench.watch.plan(Bench.plan(LYNC));
        bench.pass(0);
        bench.answer(bench.sent(1).get(0), 200, "OK");
        bench.pass(59);
        assertEquals(1, bench.stack.sent.size());
        bench.pass(1);
        bench.watch.happened(new SipEvent.Unsendable(bench.sent(2).get(1).transaction(), "refused"));
        bench.settle();
        bench.pass(9);
        assertEquals(2, bench.stack.sent.size());
        bench.pass(1);
        bench.sent(3);
    }

    @Test
    void optionsAreAddressedToThePeerAndComeFromOurName() throws Exception {
        bench.watch.plan(Bench.plan(LYNC));
        bench.pass(0);
        PaperStack.Sent options = bench.sent(1).get(0);
        assertEquals("dialplan", options.transaction().owner());
        assertEquals("OPTIONS", options.request().method());
        assertEquals("sip:fe1.test:5061;transport=tls", options.request().uri());
        assertTrue(options.request().headers().first("From", "").startsWith("<sip:gw.example.com>;tag="));
        assertEquals("OPTIONS", options.request().cseqMethod());
        assertEquals("microsoft", options.hop().listener());
    }

    @Test
    void aFrontEndThatDoesNotTrustUsIsToldAboutWithWhatToDo() throws Exception {
        bench.watch.plan(Bench.plan(LYNC));
        bench.pass(0);
        bench.answer(
                bench.sent(1).get(0),
                401,
                "Unauthorized",
                Headers.NONE.plus("ms-diagnostics", "1000;reason=\"Final handshake failed\""));
        assertEquals("Failed", bench.peer(LYNC.name(), 0).state());
        assertEquals(
                "Front End fe1.test does not trust us as gw.example.com: tls:127.0.0.31:5061 answers 401 Unauthorized to"
                        + " OPTIONS (ms-diagnostics 1000;reason=\"Final handshake failed\"); check that"
                        + " New-CsTrustedApplicationPool names gw.example.com, that New-CsTrustedApplication has port 65072,"
                        + " and that Enable-CsTopology was run; behind a load balancer check that it does not hide our"
                        + " address",
                bench.peer(LYNC.name(), 0).detail());
        assertEquals(1, bench.hops(LYNC).size(), "calls may still be tried");
    }

    @Test
    void anyFinalAnswerOfAStandardPeerIsALifeSignButAskingForCredentialsIsNot() throws Exception {
        Zone one = Bench.zone("One", Transport.TCP, 5060, "192.0.2.1");
        bench.watch.plan(Bench.plan(one));
        int asked = 0;
        for (int status : new int[] {200, 404, 405, 483, 500}) {
            bench.pass(60);
            bench.answer(bench.sent(++asked).get(asked - 1), status, "Something");
            assertEquals("Alive", bench.peer("One", 0).state(), "after " + status);
        }
        for (int status : new int[] {401, 403, 407, 503}) {
            bench.pass(60);
            bench.answer(bench.sent(++asked).get(asked - 1), status, "Something");
            assertEquals("Failed", bench.peer("One", 0).state(), "after " + status);
            assertEquals(1, bench.hops(one).size());
        }
    }

    @Test
    void aMissingListenerIsNamed() throws Exception {
        Zone zone = new Zone(
                "Z",
                CUCM.dialect(),
                false,
                "absent",
                Transport.TLS,
                5061,
                CUCM.peers().subList(0, 1),
                15,
                true,
                CUCM.monitoring(),
                CUCM.policy());
        bench.watch.plan(Bench.plan(zone));
        bench.pass(0);
        assertEquals("Failed", bench.peer("Z", 0).state());
        assertTrue(bench.peer("Z", 0).detail().contains("add org.bailey.sip.listener~absent"));
    }

    @Test
    void aCallThatFailedPutsItsHopLastForAWhileEvenIfOptionsAreAnswered() throws Exception {
        Zone pool = Bench.zone("Pool", Transport.TLS, 5061, "pool.test");
        List<String> order = List.of("127.0.0.31:5061", "127.0.0.32:5061");
        List<String> reverse = List.of("127.0.0.32:5061", "127.0.0.31:5061");
        bench.watch.plan(Bench.plan(pool));
        bench.pass(0);
        bench.sent(2).forEach(sent -> bench.answer(sent, 200, "OK"));
        assertEquals(order, bench.hops(pool));
        bench.watch.failed("Pool", Bench.get(bench.watch.way(pool)).hops().get(0), "no answer to INVITE");
        assertEquals(reverse, bench.hops(pool));
        bench.settle();
        bench.answer(bench.sent(3).get(2), 200, "OK");
        assertEquals(reverse, bench.hops(pool));
        assertTrue(bench.peer("Pool", 0).detail().contains("failed a call: no answer to INVITE"));
        bench.pass(10);
        bench.sent(5).subList(3, 5).forEach(sent -> bench.answer(sent, 200, "OK"));
        assertEquals(order, bench.hops(pool));
    }

    @Test
    void aCallThatFailedOnAPeerThatIsGoneShowsThatAtOnce() throws Exception {
        bench.watch.plan(Bench.plan(LYNC));
        bench.pass(0);
        bench.answer(bench.sent(1).get(0), 200, "OK");
        bench.watch.failed(LYNC.name(), Bench.get(bench.watch.way(LYNC)).hops().get(0), "connection refused");
        bench.watch.happened(new SipEvent.Unsendable(bench.sent(2).get(1).transaction(), "connection refused"));
        bench.settle();
        assertEquals("Failed", bench.peer(LYNC.name(), 0).state());
        assertEquals(List.of(), bench.hops(LYNC));
    }

    @Test
    void withoutMonitoringASuspicionIsForgottenAfterAWhile() throws Exception {
        Zone zone = Bench.unmonitored(Bench.zone("Z", Transport.TLS, 5061, "pool.test"));
        bench.watch.plan(Bench.plan(zone));
        bench.pass(0);
        bench.watch.failed("Z", Bench.get(bench.watch.way(zone)).hops().get(0), "refused");
        assertEquals(List.of("127.0.0.32:5061", "127.0.0.31:5061"), bench.hops(zone));
        bench.pass(5);
        assertEquals(List.of("127.0.0.32:5061", "127.0.0.31:5061"), bench.hops(zone));
        for (int i = 0; i < 3; i++) {
            bench.pass(10);
        }
        Bench.await("forgiven", () -> hops(zone).equals(List.of("127.0.0.31:5061", "127.0.0.32:5061")));
        assertEquals(0, bench.stack.sent.size());
        assertTrue(bench.watch.status().get(0).alive());
    }

    @Test
    void anUnresolvablePeerIsShownWithNameAndServer() throws Exception {
        Zone zone = Bench.zone("Z", Transport.TLS, 5061, "nobody.test");
        bench.watch.plan(Bench.plan(zone));
        bench.pass(0);
        Bench.await("looked up", () -> bench.peer("Z", 0).state().equals("Unresolvable"));
        assertTrue(bench.peer("Z", 0).detail().startsWith("there is no name nobody.test, says DNS server 127.0.0.1:"));
    }

    @Test
    void whileThereIsNoResolverTheLastAddressesServe() throws Exception {
        bench.watch.plan(Bench.plan(LYNC));
        assertEquals(List.of("127.0.0.31:5061"), bench.hops(LYNC));
        bench.resolverThere = false;
        assertEquals(List.of("127.0.0.31:5061"), bench.hops(LYNC));
    }

    @Test
    void aSlowNameIsNotWaitedForWhenAnotherPeerIsKnown() throws Exception {
        Zone zone = Bench.zone("Z", Transport.TLS, 5061, "pool.test", "192.0.2.9");
        bench.watch.plan(Bench.plan(zone));
        bench.dns.silent(true);
        long start = System.nanoTime();
        assertEquals(List.of("192.0.2.9:5061"), bench.hops(zone));
        assertTrue(System.nanoTime() - start < 1_900_000_000L, "the DNS timeout of 2 s was not waited for");
    }

    @Test
    void aChangedPlanKeepsTheHealthOfZonesThatStay() throws Exception {
        bench.watch.plan(Bench.plan(LYNC, CUCM));
        bench.pass(0);
        bench.sent(4).forEach(sent -> bench.answer(sent, 200, "OK"));
        bench.watch.plan(Bench.plan(CUCM));
        assertEquals("Alive", bench.peer("CUCM", 2).state());
        assertEquals(1, bench.watch.status().size());
        bench.watch.plan(Bench.plan(LYNC, CUCM));
        assertEquals("Unknown", bench.peer(LYNC.name(), 0).state());
    }

    @Test
    void theZoneToMicrosoftWithoutDestinationSaysSo() throws Exception {
        Zone none = Bench.microsoft();
        bench.watch.plan(Bench.plan(none));
        bench.pass(0);
        assertTrue(Bench.get(bench.watch.way(none)).reason().startsWith("org.bailey.b2bua has no destination"));
        assertEquals("Unknown", bench.peer(none.name(), 0).state());
        assertFalse(bench.watch.status().get(0).alive());
    }

    private List<String> hops(Zone zone) {
        try {
            return new ArrayList<>(bench.hops(zone));
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static String address(PaperStack.Sent sent) {
        return sent.hop().address().getAddress().getHostAddress() + ":"
                + sent.hop().address().getPort();
    }
}
