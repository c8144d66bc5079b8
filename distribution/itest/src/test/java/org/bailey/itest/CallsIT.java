package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import java.io.IOException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.inject.Inject;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bailey.call.Calls;
import org.bailey.lab.frontend.FrontEnd;
import org.bailey.lab.frontend.FrontEndOptions;
import org.bailey.lab.media.MediaStats;
import org.bailey.lab.phone.LabCall;
import org.bailey.lab.phone.MicrosoftClient;
import org.bailey.lab.phone.MicrosoftVersion;
import org.bailey.lab.phone.PhoneOptions;
import org.bailey.lab.phone.Room;
import org.bailey.lab.wire.Hop;
import org.bailey.lab.wire.Transport;
import org.bailey.media.MediaPorts;
import org.bailey.sip.SipStack;
import org.bailey.tls.PrivateAuthority;
import org.junit.After;
import org.junit.Before;
import org.ops4j.pax.exam.Option;

/**
 * A test with the two sides at the appliance: a Front End with a client, over mutual TLS, and a room over TCP. Each test
 * ends with a look at what is left: no call, lane, timer, transaction or port may be.
 */
public abstract class CallsIT extends ApplianceIT {
    protected static final String ALICE = "sip:alice@lync.test";
    protected static final String ROOM = "sip:huddle@video.test";
    protected static final Duration SOON = Duration.ofSeconds(10);
    /** Longer than transactions linger at their end: 64 T1, and T1 is 100 ms here. */
    private static final Duration LINGER = Duration.ofSeconds(20);

    private static final Set<String> LAB = Set.of("frontend", "media", "phone", "sdp", "wire");

    @Inject
    protected Calls calls;

    @Inject
    protected MediaPorts media;

    @Inject
    protected SipStack sip;

    @Inject
    protected PrivateAuthority authority;

    protected FrontEnd frontEnd;
    protected MicrosoftClient alice;
    protected Room room;
    protected int microsoftPort;
    protected int standardPort;

    @Override
    protected Option[] more() {
        return new Option[] {
            systemPackages(LAB.stream().map(p -> "org.bailey.lab." + p).toArray(String[]::new)),
        };
    }

    @Before
    public void openBothSides() throws Exception {
        microsoftPort = FreePort.find();
        standardPort = FreePort.find();
        frontEnd = FrontEnd.open(new FrontEndOptions()
                .tls(identity("fe.lync.test"))
                .listen(Transport.TLS, "127.0.0.1", 0)
                .route("video.test", new Hop(Transport.TLS, "127.0.0.1", microsoftPort)));
        room = Room.open(PhoneOptions.of(ROOM)
                .displayName("Huddle")
                .toneHz(880)
                .listen(Transport.TCP, "127.0.0.1", 0)
                .outbound(new Hop(Transport.TCP, "127.0.0.1", standardPort)));
        alice = MicrosoftClient.open(
                PhoneOptions.of(ALICE).displayName("Alice").toneHz(440).outbound(frontEnd.clientHop()),
                MicrosoftVersion.LYNC_2013);
        Map.Entry<Integer, String> answer = config("apply", settings(""));
        assertEquals(answer.getValue(), 0, (int) answer.getKey());
        await(
                "both listeners are up",
                () -> sip.listeners().stream()
                                .filter(l -> l.listening()
                                        && Set.of(microsoftPort, standardPort).contains(l.port()))
                                .count()
                        == 2);
    }

    /** {@return the appliance between the two, with more settings, each beginning with a comma} */
    protected String settings(String more) {
        return """
            {":configurator:resource-version": 1,
             "org.bailey.sip": {"t1Millis": 100},
             "org.bailey.sip.listener~microsoft": {"transport": "tls", "address": "127.0.0.1", "port": %d},
             "org.bailey.sip.listener~standard-tcp": {"transport": "tcp", "address": "127.0.0.1", "port": %d},
             "org.bailey.b2bua": {"destination": "127.0.0.1", "destinationPort": %d, "monitor": false, "tlsVerify": false},
             "org.bailey.b2bua.trustedhost~fe": {"name": "fe", "address": "127.0.0.1"},
             "org.bailey.dialplan.zone~rooms": {"name": "Rooms", "peers": ["127.0.0.1:%d"], "transport": "TCP", "listener": "standard-tcp", "monitor": false},
             "org.bailey.dialplan.rule~rooms": {"pattern": ".+@video\\\\.test", "target": "Rooms"},
             "org.bailey.dialplan.rule~microsoft": {"pattern": ".+@lync\\\\.test", "target": "To Microsoft destination via B2BUA"}
             %s}
            """.formatted(
                        microsoftPort,
                        standardPort,
                        frontEnd.listening().get(0).port(),
                        room.listening().get(0).port(),
                        more);
    }

    /** What a test that failed left must not fail the next one. */
    protected void hangUpAll() {
        calls.live().forEach(call -> calls.hangUp(call.id(), "the test"));
    }

    @After
    public void nothingIsLeft() {
        alice.close();
        room.close();
        frontEnd.close();
        await("no call is left: " + calls.live(), () -> calls.counters().live() == 0);
        Calls.CallCounters counters = calls.counters();
        assertEquals("lanes", 0, counters.lanes());
        assertEquals("timers", 0, counters.timers());
        assertEquals("waiting events", 0, counters.waitingEvents());
        assertEquals("lost events", 0, counters.lostEvents());
        assertEquals("calls with ports", Set.of(), media.calls());
        await("ports are back", () -> media.pool().inUse() == 0);
        await(
                "transactions are over: " + sip.counters(),
                LINGER,
                () -> sip.counters().clientTransactions() + sip.counters().serverTransactions() == 0);
    }

    /** A call of the client to the room, both hearing each other. */
    protected LabCall connected() {
        LabCall call = alice.call(ROOM).awaitConnected(SOON);
        LabCall far = room.awaitIncoming(SOON).awaitConnected(SOON);
        hears(call, 880);
        hears(far, 440);
        return call;
    }

    /** A client that knows nothing but X-H264UC, and has video from the start. */
    protected MicrosoftClient layered(String user) throws IOException {
        return MicrosoftClient.open(
                PhoneOptions.of("sip:" + user + "@lync.test")
                        .toneHz(440)
                        .plainVideo(false)
                        .videoFromStart(true)
                        .outbound(frontEnd.clientHop()),
                MicrosoftVersion.LYNC_2013);
    }

    protected void hears(LabCall call, int hz) {
        try {
            call.awaitTone(hz, SOON);
        } catch (Throwable silent) {
            throw new AssertionError(call + " hears " + call.toneShare(hz) + " of " + hz + " Hz; " + call.audioStats()
                    + "; " + calls.live() + "; " + calls.past().stream().findFirst());
        }
    }

    /** The only call goes on, and its sound has no hole. */
    protected void goesOn(LabCall call, LabCall far) {
        long heard = call.audioStats().received() + 50;
        await("a second of sound", () -> call.audioStats().received() >= heard);
        call.awaitTone(880, SOON);
        far.awaitTone(440, SOON);
        assertNothingLost(call);
        assertNothingLost(far);
        assertEquals(1, calls.live().size());
    }

    /** Says which packets of what was sent were heard: nothing lost, nothing doubled. */
    protected static void assertNothingLost(LabCall call) {
        MediaStats stats = call.audioStats();
        assertEquals("lost at " + call, 0, stats.lost());
        assertEquals("doubled at " + call, 0, stats.duplicates());
    }

    /** {@return a context with an identity of the appliance's own authority, trusting that authority} */
    private SSLContext identity(String name) throws Exception {
        KeyStore store = authority.issue(name, List.of("127.0.0.1", "localhost"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        java.security.cert.Certificate[] chain = store.getCertificateChain("identity");
        trusted.setCertificateEntry("ca", chain[chain.length - 1]);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** {@return names of our threads without their numbers' tails, for leak checks} */
    protected static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(n -> n.startsWith("bailey-") && !n.startsWith("bailey-lab"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
