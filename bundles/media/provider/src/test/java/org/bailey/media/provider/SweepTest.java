package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceAgent;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceOut;
import org.bailey.ice.IceParameters;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaListener;
import org.bailey.media.MediaNeeds;
import org.bailey.media.RemotePorts;
import org.bailey.media.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweepTest {
    private final Bench bench = new Bench();
    private final Peer caller = new Peer();
    private final Peer callee = new Peer();

    @AfterEach
    void nothingIsLeft() {
        caller.close();
        callee.close();
        bench.close();
    }

    @Test
    void aStreamThatCannotBeLookedAtKeepsNobodyFromLookingAtTheOthers() {
        Set<String> silent = ConcurrentHashMap.newKeySet();
        bench.media.addListener(new MediaListener() {
            @Override
            public void started(String call, int line, Side from) {}

            @Override
            public void silent(String call, int line, Side from, int seconds) {
                silent.add(call);
            }

            @Override
            public void resumed(String call, int line, Side from) {}
        });
        bench.media.bindAgent(new Nonsense());
        bench.open(
                "broken",
                Map.of(Side.CALLEE, new MediaNeeds(InetAddress.getLoopbackAddress(), IceDialect.STANDARD, false)));
        bench.apply("broken", withIce());
        // the loops take turns: every other call is on that of the broken one
        List<String> calls = List.of("c1", "c2", "c3", "c4");
        for (String call : calls) {
            bench.open(call);
            bench.connect(call, caller, callee);
        }
        bench.leapNanos.addAndGet(20_000_000_000L);
        Bench.await("the silence of all is seen", () -> silent.containsAll(calls));
        assertTrue(bench.statistics("broken", Side.CALLEE).drops().failed() > 0);
    }

    private MediaLinePlan withIce() {
        var candidate = Candidate.parse("1 1 UDP 1 127.0.0.1 9 typ host", IceDialect.STANDARD)
                .orElseThrow();
        var ice = new RemoteIce(
                IceDialect.STANDARD, false, new IceParameters("user", "a".repeat(24), List.of(candidate)));
        var place = new InetSocketAddress("127.0.0.1", 9);
        return new MediaLinePlan(
                0,
                "audio",
                new MediaFlow(new RemotePorts(place, place, ice), true, Bench.AUDIO),
                new MediaFlow(caller.ports(), true, Bench.AUDIO));
    }

    /** An agent that says it chose what is no pair, again and again. */
    private static final class Nonsense implements IceAgent {
        private static void write(IceSession session, long nanos) {
            session.selected = List.of(new IceSession.Chosen(null, null, 0));
            session.dueNanos = nanos + 20_000_000;
        }

        @Override
        public void remote(IceSession session, RemoteIce remote, long nanos, IceOut out) {
            write(session, nanos);
        }

        @Override
        public void received(
                IceSession session, int base, ByteBuffer message, InetSocketAddress from, long nanos, IceOut out) {
            write(session, nanos);
        }

        @Override
        public void elapsed(IceSession session, long nanos, IceOut out) {
            write(session, nanos);
        }

        @Override
        public void grown(IceSession session, long nanos, IceOut out) {
            write(session, nanos);
        }

        @Override
        public void lost(IceSession session, int base, String reason, long nanos, IceOut out) {
            write(session, nanos);
        }

        @Override
        public void connection(
                IceSession session, int base, InetSocketAddress peer, boolean open, long nanos, IceOut out) {
            write(session, nanos);
        }
    }
}
