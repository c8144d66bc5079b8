package org.bailey.turn.provider.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bailey.system.NameResolver;
import org.bailey.tls.TlsContexts;
import org.bailey.turn.TurnServer.Transport;
import org.bailey.turn.TurnServerStatus;
import org.bailey.turn.TurnServerStatus.State;
import org.bailey.turn.provider.client.StatelessTurnClient;
import org.bailey.turn.provider.servers.LoopbackServer.Manner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers on loopback are asked by the thread that asks. */
class WatchTest implements Watch.Means {
    private final List<AutoCloseable> open = new ArrayList<>();
    private final ServerBoard board = new ServerBoard(new Random(1));
    private final Watch watch = new Watch(board, new StatelessTurnClient(), this);
    private volatile boolean watching;
    private Duration patience = Duration.ofSeconds(5);

    @AfterEach
    void leavesNoThread() throws Exception {
        watch.stop();
        for (AutoCloseable one : open) {
            one.close();
        }
        await(
                "the thread to end",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("bailey-turn-0")));
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, () -> "waited 10 s for " + what);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private LoopbackServer server(Manner manner) {
        LoopbackServer server = new LoopbackServer(manner);
        open.add(server);
        return server;
    }

    private void configured(String host, int port) {
        board.configured(List.of(new ServerEntry("org.bailey.turn.server~one", host, port, Transport.UDP, "", "", "")));
    }

    private TurnServerStatus awaitState(State state) {
        await(
                "state " + state + ", it is " + board.status(),
                () -> board.status().get(0).state() == state);
        return board.status().get(0);
    }

    @Test
    void aServerIsAskedWhenTheWatchBegins() {
        configured("127.0.0.1", server(Manner.GRANTS).port());
        watching = true;
        watch.start();
        TurnServerStatus status = awaitState(State.WORKING);
        assertEquals("the TURN server one gave us 192.0.2.9:49152 over UDP and took it back", status.detail());
        assertEquals("loopback", status.software());
        assertEquals("198.51.100.9:56000", status.mapped());
    }

    @Test
    void nobodyIsAskedWhileTurnIsOffUntilSomebodySaysSo() {
        LoopbackServer server = server(Manner.GRANTS);
        configured("127.0.0.1", server.port());
        watch.start();
        assertEquals(State.UNKNOWN, board.status().get(0).state());
        watch.soon();
        awaitState(State.WORKING);
    }

    @Test
    void aServerThatFailedACallIsAskedAtOnce() {
        LoopbackServer server = server(Manner.GRANTS);
        configured("127.0.0.1", server.port());
        watching = true;
        watch.start();
        awaitState(State.WORKING);
        server.becomes(Manner.IS_FULL);
        watch.failed(board.inOrder().get(0), 0, "it was silent");
        assertTrue(awaitState(State.REFUSING).detail().contains("has no relay ports left (508 full)"));
        server.becomes(Manner.GRANTS);
        watch.soon();
        awaitState(State.WORKING);
    }

    @Test
    void anAlternateServerIsGoneToAndSoIsNotOneInACircle() {
        LoopbackServer first = server(Manner.SENDS_ELSEWHERE);
        LoopbackServer second = server(Manner.GRANTS);
        first.sendsTo(second.port());
        configured("127.0.0.1", first.port());
        watch.soon();
        awaitState(State.WORKING);
        second.becomes(Manner.SENDS_ELSEWHERE);
        second.sendsTo(first.port());
        watch.soon();
        awaitState(State.REFUSING);
        assertTrue(first.asked.get() < 10 && second.asked.get() < 10, "no endless circle");
    }

    @Test
    void aSilentServerIsUnreachable() {
        patience = Duration.ofSeconds(1);
        configured("127.0.0.1", server(Manner.IS_SILENT).port());
        watch.soon();
        assertTrue(awaitState(State.UNREACHABLE).detail().contains("does not answer at UDP 127.0.0.1:"));
    }

    @Test
    void aNameIsLookedUpAndTheAddressThatAnswersIsUsed() {
        configured("turn.example.com", server(Manner.GRANTS).port());
        watch.soon();
        awaitState(State.WORKING);
        assertEquals(
                InetAddress.getLoopbackAddress(),
                board.inOrder().get(0).address().getAddress());
        assertEquals("turn.example.com", board.inOrder().get(0).host());
    }

    @Test
    void aNameThatIsNoneIsSaidToBeSo() {
        configured("turn.invalid", 3478);
        watch.soon();
        assertEquals(
                "the TURN server one cannot be found: there is no name turn.invalid",
                awaitState(State.UNREACHABLE).detail());
    }

    @Test
    void stoppingDoesNotWaitForAServer() {
        patience = Duration.ofSeconds(60);
        LoopbackServer silent = server(Manner.IS_SILENT);
        configured("127.0.0.1", silent.port());
        watch.soon();
        await("the server to be asked", () -> silent.asked.get() > 0);
        // leavesNoThread waits for less than the patience
    }

    @Override
    public NameResolver resolver() {
        return new Names();
    }

    @Override
    public @Nullable TlsContexts tls() {
        return null;
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public boolean watching() {
        return watching;
    }

    /** One name. */
    private static final class Names implements NameResolver {
        @Override
        public CompletionStage<Answer<Service>> services(String name) {
            return CompletableFuture.completedFuture(new Answer<>(List.of(), Duration.ZERO, "none"));
        }

        @Override
        public CompletionStage<Answer<InetAddress>> addresses(String name) {
            boolean known = name.equals("turn.example.com");
            return CompletableFuture.completedFuture(new Answer<>(
                    known ? List.of(InetAddress.getLoopbackAddress()) : List.of(),
                    Duration.ZERO,
                    known ? "" : "there is no name " + name));
        }
    }
}
