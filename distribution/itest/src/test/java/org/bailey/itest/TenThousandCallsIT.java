package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailey.call.Calls;
import org.bailey.call.Phase;
import org.bailey.dialplan.Dialect;
import org.bailey.sip.Transport;
import org.junit.After;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * Ten thousand calls, ended in every way there is, leave nothing behind. UDP with the standard side, TCP with the Microsoft
 * side, half of the calls from each. Every build makes a thousand; {@code cnf/bench/endurance} makes all of them.
 */
public class TenThousandCallsIT extends CallsIT {
    private static final int CALLS = Integer.getInteger("bailey.endurance.calls", 1000);
    /** Calls a second, both directions together. */
    private static final int RATE = Integer.getInteger("bailey.endurance.rate", 180);
    /** Nobody rings, waits for an ACK or lingers longer after the last call began, however slow the machine. */
    private static final Duration DRAIN = Duration.ofSeconds(75);

    /** Either the CANCEL or the answer wins. */
    private static final Set<String> RACE = Set.of("caller 487", "caller 200");

    private static final Set<String> PASSING_THREADS =
            Set.of("process reaper", "FelixResolver-", "logback-", "EventAdmin", "qtp", "surefire-", "ForkJoinPool");

    private static final int ALLOWED = 5000;
    private static final int TOO_MANY = 100;
    private static final long HEAP_GROWTH = 12L << 20;

    private final List<SippRun> runs = new ArrayList<>();
    private int udpPort;
    private int roomPort;
    private int lyncPort;
    private int closedPort;
    private int maxCalls = ALLOWED;
    private int pastCalls = 1000;

    @Override
    protected String settings(String more) {
        return """
            {":configurator:resource-version": 1,
             "org.bailey.sip": {"t1Millis": 100},
             "org.bailey.call": {"maxCalls": %d, "pastCalls": %d},
             "org.bailey.media": {"firstPort": 20000, "lastPort": 31999, "quarantineSeconds": 2, "receiveBufferBytes": 8192},
             "org.bailey.sip.listener~microsoft": {"transport": "tcp", "address": "127.0.0.1", "port": %d},
             "org.bailey.sip.listener~standard-tcp": {"transport": "tcp", "address": "127.0.0.1", "port": %d},
             "org.bailey.sip.listener~standard-udp": {"transport": "udp", "address": "127.0.0.1", "port": %d},
             "org.bailey.b2bua": {"destination": "127.0.0.1", "destinationPort": %d, "transport": "TCP", "monitor": false, "ringSeconds": 8},
             "org.bailey.b2bua.trustedhost~fe": {"name": "fe", "address": "127.0.0.1"},
             "org.bailey.dialplan.zone~rooms": {"name": "Rooms", "peers": ["127.0.0.1:%d"], "transport": "UDP", "monitor": false},
             "org.bailey.dialplan.zone~loop": {"name": "Loop", "peers": ["127.0.0.1:%d"], "transport": "UDP", "monitor": false},
             "org.bailey.dialplan.zone~closed": {"name": "Closed", "peers": ["127.0.0.1:%d"], "transport": "TCP", "monitor": false},
             "org.bailey.dialplan.rule~loop": {"priority": 1, "pattern": "loop@.+", "target": "Loop"},
             "org.bailey.dialplan.rule~closed": {"priority": 1, "pattern": "unreachable@.+", "target": "Closed"},
             "org.bailey.dialplan.rule~rooms": {"pattern": ".+@video\\\\.test", "target": "Rooms"},
             "org.bailey.dialplan.rule~microsoft": {"pattern": ".+@lync\\\\.test", "target": "To Microsoft destination via B2BUA"}
             %s}
            """.formatted(
                        maxCalls,
                        pastCalls,
                        microsoftPort,
                        standardPort,
                        udpPort,
                        lyncPort,
                        roomPort,
                        udpPort,
                        closedPort,
                        more);
    }

    @BeforeClass
    public static void wantsSipp() {
        assumeTrue(
                "sipp is not here: install the Debian package sip-tester",
                SippRun.isHere() || Boolean.getBoolean("peertest.require"));
    }

    @Override
    public void openBothSides() throws Exception {
        udpPort = FreePort.find();
        roomPort = FreePort.find();
        lyncPort = FreePort.find();
        closedPort = FreePort.find();
        super.openBothSides();
        runs.add(SippRun.answering(Transport.UDP, roomPort));
        runs.add(SippRun.answering(Transport.TCP, lyncPort));
    }

    @Override
    public void nothingIsLeft() {
        if (alice != null) {
            super.nothingIsLeft();
        }
    }

    @After
    public void stopPeers() {
        runs.forEach(SippRun::stop);
    }

    @Test
    public void tenThousandCallsLeaveNothingBehind() throws Exception {
        play(CallWay.QUICK, 4 * CallWay.QUICK.size(), Duration.ofSeconds(2));
        assertNoneLeft();
        forgetPastCalls();
        List<String> threads = threadsByName();
        long files = openFiles();
        long heap = heap();

        long began = System.nanoTime();
        Map<String, Integer> made = play(CallWay.ALL, CALLS, Duration.ofSeconds(Math.max(2, CALLS / RATE)));
        assertNoneLeft();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        assertEquals("calls by who ended them how", made, ended());
        assertTheLimitIsKept();
        assertNoneLeft();

        List<String> more = new ArrayList<>(threadsByName());
        threads.forEach(more::remove); // fewer are welcome: some end with the start of the appliance
        assertEquals("threads that were not there before", List.of(), more);
        assertTrue(openFiles() + " files open, " + files + " before", openFiles() <= files + 8);
        forgetPastCalls();
        long grown = heap() - heap;
        assertTrue((grown >> 10) + " KiB of heap more than before", grown < HEAP_GROWTH);
        assertEquals("faults in the log", List.of(), ApplianceLog.faults(data()));
        int sum = made.values().stream().mapToInt(Integer::intValue).sum();
        assertTrue(sum + " calls", sum >= CALLS);
        System.out.println(sum + " calls over after " + seconds + " s; heap " + (grown >> 10) + " KiB more, files "
                + files + " and " + openFiles() + ", threads " + threads.size());
    }

    /**
     * Makes so many calls in these ways, half of them from each side; some more over raw connections come on top.
     *
     * @return how many there were, by {@link #label}
     */
    private Map<String, Integer> play(List<CallWay> ways, int calls, Duration time) throws Exception {
        int shares = 2 * ways.stream().mapToInt(way -> way.share).sum();
        Map<String, Integer> made = new TreeMap<>();
        List<SippRun> callers = new ArrayList<>();
        for (CallWay way : ways) {
            int count = 1 + calls * way.share / shares;
            callers.add(SippRun.calling(way, "video.test", Transport.TCP, microsoftPort, count, time));
            callers.add(SippRun.calling(way, "lync.test", Transport.UDP, udpPort, count, time));
            made.put(label(Dialect.MICROSOFT, way.user(), Set.of(way.end)), count);
            made.put(label(Dialect.STANDARD, way.user(), Set.of(way.end)), count);
        }
        runs.addAll(callers);
        long began = System.nanoTime();
        while (callers.stream().anyMatch(SippRun::running)) {
            Duration passed = Duration.ofNanos(System.nanoTime() - began);
            if (passed.compareTo(time) < 0) {
                callRaw(made);
            }
            hangUpOperatorsCalls();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            assertTrue("callers still call: " + calls(), passed.compareTo(time.plus(DRAIN)) < 0);
        }
        for (SippRun caller : callers) {
            caller.assertPlayed();
        }
        runs.removeAll(callers);
        return made;
    }

    /** What sipp cannot do, over TCP from either side. */
    private void callRaw(Map<String, Integer> made) throws IOException {
        for (Dialect dialect : Dialect.values()) {
            int gateway = dialect == Dialect.MICROSOFT ? microsoftPort : standardPort;
            String domain = dialect == Dialect.MICROSOFT ? "video.test" : "lync.test";
            RawCaller.breakWhileRinging(gateway, closedPort, "unanswered", domain);
            RawCaller.breakAnswered(gateway, closedPort, "ended", domain);
            RawCaller.race(gateway, "racing", domain);
            made.merge(label(dialect, "broken-unanswered", Set.of("gateway 480")), 1, Integer::sum);
            made.merge(label(dialect, "broken-ended", Set.of("callee 200")), 1, Integer::sum);
            made.merge(label(dialect, "racing", RACE), 1, Integer::sum);
        }
    }

    private void hangUpOperatorsCalls() {
        calls.live().stream()
                .filter(call -> call.phase() == Phase.ESTABLISHED
                        && call.caller().alias().startsWith(CallWay.OPERATOR.user() + "@"))
                .forEach(call -> calls.hangUp(call.id(), "operator"));
    }

    /** One call is up and no more are allowed. */
    private void assertTheLimitIsKept() throws Exception {
        maxCalls = 1;
        configure();
        long total = calls.counters().total();
        long refused = calls.counters().refused();
        SippRun held =
                SippRun.calling(CallWay.OPERATOR, "video.test", Transport.TCP, microsoftPort, 1, Duration.ofSeconds(1));
        runs.add(held);
        await("one call is up", () -> calls.live().stream().anyMatch(call -> call.phase() == Phase.ESTABLISHED));
        SippRun tooMany =
                SippRun.calling(CallWay.TOO_MANY, "lync.test", Transport.UDP, udpPort, TOO_MANY, Duration.ofSeconds(1));
        runs.add(tooMany);
        await("the others are refused", () -> !tooMany.running());
        tooMany.assertPlayed();
        hangUpOperatorsCalls();
        await("the call is over", () -> !held.running());
        held.assertPlayed();
        assertEquals(refused + TOO_MANY, calls.counters().refused());
        assertEquals(total + 1, calls.counters().total());
        maxCalls = ALLOWED;
        configure();
    }

    private void configure() {
        Map.Entry<Integer, String> answer = config("apply", settings(""));
        assertEquals(answer.getValue(), 0, (int) answer.getKey());
    }

    private void assertNoneLeft() {
        await("no call is left: " + calls(), DRAIN, () -> calls.counters().live() == 0);
        await(
                "transactions are over: " + sip.counters(),
                DRAIN,
                () -> sip.counters().clientTransactions() + sip.counters().serverTransactions() == 0);
        Calls.CallCounters counters = calls.counters();
        assertEquals("lanes", 0, counters.lanes());
        assertEquals("timers", 0, counters.timers());
        assertEquals("waiting events", 0, counters.waitingEvents());
        assertEquals("lost events", 0, counters.lostEvents());
        assertEquals("calls with ports", Set.of(), media.calls());
        assertEquals("ports", 0, media.pool().inUse());
        assertEquals("waiting SIP events", 0, sip.counters().waitingEvents());
        assertEquals("lost SIP events", 0, sip.counters().lostEvents());
        assertEquals("refused for a limit", 0, sip.counters().refused());
    }

    private String calls() {
        return calls.live().stream()
                .collect(Collectors.groupingBy(
                        call -> call.caller().dialect() + " " + call.caller().alias() + " " + call.phase(),
                        TreeMap::new,
                        Collectors.counting()))
                .toString();
    }

    /** {@return how many calls of the history there are, by {@link #label}} */
    private Map<String, Integer> ended() {
        return calls.past().stream()
                .collect(Collectors.toMap(
                        call -> {
                            String user = call.caller().alias().replaceAll("@.*", "");
                            String end = call.end() == null
                                    ? "?"
                                    : call.end().by() + " " + call.end().status();
                            Set<String> ends = user.equals("racing") && RACE.contains(end) ? RACE : Set.of(end);
                            return label(call.caller().dialect(), user, ends);
                        },
                        call -> 1,
                        Integer::sum,
                        TreeMap::new));
    }

    private static String label(Dialect caller, String user, Set<String> ends) {
        return caller + " " + user + " " + new TreeSet<>(ends);
    }

    /** The history shrinks when the next call ends. */
    private void forgetPastCalls() throws Exception {
        pastCalls = 0;
        configure();
        play(List.of(CallWay.BUSY), 2, Duration.ofSeconds(1));
        assertNoneLeft();
        assertEquals(0, calls.past().size());
        pastCalls = 2 * CALLS + 1000;
        configure();
    }

    /** {@return all threads but those that libraries start and end with the time, and the JDK's for processes} */
    private static List<String> threadsByName() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> PASSING_THREADS.stream().noneMatch(name::startsWith))
                .sorted()
                .toList();
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    /** {@return bytes in use after collections that found nothing more} */
    private static long heap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long used = Long.MAX_VALUE;
        long less = used - 1;
        while (less < used - (64 << 10)) {
            used = less;
            System.gc();
            less = memory.getHeapMemoryUsage().getUsed();
        }
        return less;
    }
}
