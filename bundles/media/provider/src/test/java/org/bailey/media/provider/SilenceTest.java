package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaListener;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SilenceTest {
    private final Bench bench = new Bench();
    private final Peer caller = new Peer();
    private final Peer callee = new Peer();
    private final LinkedBlockingQueue<String> news = new LinkedBlockingQueue<>();
    private Granted ports;

    @BeforeEach
    void call() {
        bench.media.addListener(new MediaListener() {
            @Override
            public void started(String call, int line, Side from) {
                news.add("started " + call + " " + line + " " + from);
            }

            @Override
            public void silent(String call, int line, Side from, int seconds) {
                news.add("silent " + from + " " + seconds);
            }

            @Override
            public void resumed(String call, int line, Side from) {
                news.add("resumed " + from);
            }
        });
        ports = bench.open("c1");
        // only the caller's direction is open: the callee may be silent without being told of
        var plan = Bench.plan(caller, callee, true);
        bench.apply(
                "c1",
                new MediaLinePlan(
                        0,
                        "audio",
                        plan.toCallee(),
                        Bench.plan(caller, callee, false).toCaller()));
    }

    @AfterEach
    void nothingIsLeft() {
        caller.close();
        callee.close();
        bench.close();
    }

    private String next() throws InterruptedException {
        String text = news.poll(60, TimeUnit.SECONDS);
        return text == null ? "nothing within 60 s" : text;
    }

    private void pass(int seconds) {
        bench.leapNanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void tellsTheFirstPacketTheSilenceAndItsEndOnceEach() throws Exception {
        caller.speak(ports.caller(), 1, 0);
        assertEquals("started c1 0 CALLER", next());
        caller.speak(ports.caller(), 2, 0);
        Peer.receive(callee.rtp);
        Peer.receive(callee.rtp);
        pass(3);
        assertEquals("silent CALLER 3", next());
        pass(30);
        caller.speak(ports.caller(), 3, 0);
        assertEquals("resumed CALLER", next());
        pass(3);
        assertEquals("silent CALLER 3", next());
    }

    @Test
    void tellsOfAStreamThatNeverBegan() throws Exception {
        pass(3);
        assertEquals("silent CALLER 3", next());
        caller.speak(ports.caller(), 1, 0);
        assertEquals("started c1 0 CALLER", next());
        assertEquals("resumed CALLER", next());
    }

    @Test
    void saysNothingOfAStreamOnHoldAndCountsAnewWhenItIsOpened() throws Exception {
        caller.speak(ports.caller(), 1, 0);
        assertEquals("started c1 0 CALLER", next());
        bench.apply("c1", Bench.plan(caller, callee, false));
        pass(10);
        bench.connect("c1", caller, callee);
        // both are open now; the callee was not heard before either
        pass(3);
        assertEquals("silent CALLER 3", next());
        assertEquals("silent CALLEE 3", next());
        assertNull(news.poll());
    }

    @Test
    void saysNothingWhileThereIsNoPacketPath() throws Exception {
        caller.speak(ports.caller(), 1, 0);
        assertEquals("started c1 0 CALLER", next());
        bench.media.unbindPath(bench.path);
        pass(10);
        bench.media.bindPath(bench.path);
        pass(2);
        caller.speak(ports.caller(), 2, 0);
        Peer.receive(callee.rtp);
        Peer.receive(callee.rtp);
        pass(3);
        assertEquals("silent CALLER 3", next());
    }

    @Test
    @Timeout(20)
    void closingFromInsideTheCallbackReturns() throws Exception {
        bench.media.addListener(new MediaListener() {
            @Override
            public void started(String call, int line, Side from) {
                bench.media.release(call);
                bench.media.statistics(call);
                news.add("released");
                throw new IllegalStateException("a listener that fails");
            }

            @Override
            public void silent(String call, int line, Side from, int seconds) {}

            @Override
            public void resumed(String call, int line, Side from) {}
        });
        caller.speak(ports.caller(), 1, 0);
        assertEquals("started c1 0 CALLER", next());
        assertEquals("released", next());
        Bench.await("the ports are closed", () -> bench.media.pool().inUse() == 0);
    }
}
