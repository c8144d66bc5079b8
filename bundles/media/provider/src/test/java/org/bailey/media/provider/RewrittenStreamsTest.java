package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Map;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.PacketRewriter;
import org.bailey.media.PictureTerms;
import org.bailey.media.Side;
import org.bailey.media.StreamState;
import org.bailey.media.VideoWish;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream that is rewritten is looked at while nothing comes, and its packets wait for whoever rewrites it. */
class RewrittenStreamsTest {
    private static final PictureTerms TERMS = new PictureTerms(false, true, 0, 0, 0, 0, 0, 0, null);
    private static final FeedbackTerms PLI =
            new FeedbackTerms(false, true, false, false, false, false, false, 96, VideoWish.NONE);
    private final Bench bench = new Bench();
    private final Peer caller = new Peer();
    private final Peer callee = new Peer();

    /** Sends what it got when it is looked at, never at once. */
    private static final class Late implements PacketRewriter {
        private final ByteBuffer kept = ByteBuffer.allocate(2048);

        @Override
        public String bridge() {
            return "late";
        }

        @Override
        public void rtp(StreamState stream, ByteBuffer packet, long nanos, Out out) {
            int length = packet.remaining();
            kept.clear().put(0, packet, packet.position(), length).limit(length);
        }

        @Override
        public void look(StreamState stream, long nanos, Out out) {
            if (stream.from == Side.CALLER && kept.limit() < kept.capacity()) {
                out.send(kept);
                kept.clear();
            }
        }
    }

    @AfterEach
    void nothingIsLeft() {
        caller.close();
        callee.close();
        bench.close();
    }

    private MediaLinePlan plan(boolean rewritten) {
        MediaFlow there = new MediaFlow(callee.ports(), true, Map.of(0, 0)).with(PLI);
        MediaFlow back = new MediaFlow(caller.ports(), true, Map.of(0, 0)).with(PLI);
        return new MediaLinePlan(
                0, "video", "late", rewritten ? there.with(TERMS) : there, rewritten ? back.with(TERMS) : back);
    }

    @Test
    void whatWaitsLeavesWithoutAnotherPacket() {
        bench.path.bindRewriter(new Late());
        Granted ports = bench.open("c1");
        bench.apply("c1", plan(true));
        caller.speak(ports.caller(), 5, 0);
        assertEquals(5, Peer.sequence(Peer.receive(callee.rtp)));
        bench.apply("c1", plan(false));
        caller.speak(ports.caller(), 6, 0);
        assertEquals(6, Peer.sequence(Peer.receive(callee.rtp)));
    }

    @Test
    void packetsWaitForWhoeverRewritesThem() {
        Granted ports = bench.open("c1");
        bench.apply("c1", plan(true));
        caller.speak(ports.caller(), 7, 0);
        Bench.await("it has come", () -> bench.statistics("c1", Side.CALLER).packets() == 1);
        assertEquals(0, bench.statistics("c1", Side.CALLER).dropped());
        bench.path.bindRewriter(new Late());
        assertEquals(7, Peer.sequence(Peer.receive(callee.rtp)));
        Bench.await("it is counted", () -> bench.statistics("c1", Side.CALLER).forwarded() == 1);
    }
}
