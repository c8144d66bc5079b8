package org.bailey.turn.provider.servers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bailey.system.NameResolver;
import org.bailey.tls.TlsContexts;
import org.bailey.turn.TurnClient;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnServerStatus.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all servers again and again, on a thread of its own. */
public final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration LOOKUP = Duration.ofSeconds(10);

    /** What it needs of others, who come and go. */
    public interface Means {
        /** {@return DNS; null while section system is away} */
        @Nullable
        NameResolver resolver();

        /** {@return TLS; null while section tls is away} */
        @Nullable
        TlsContexts tls();

        /** {@return how long a server may take} */
        Duration patience();

        /** {@return whether servers are to be asked again and again} */
        boolean watching();
    }

    private final ServerBoard board;
    private final Means means;
    private final Prober prober;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile Duration pause = Duration.ofMinutes(1);
    private long lastRound;
    private boolean asked;

    public Watch(ServerBoard board, TurnClient client, Means means) {
        this.board = board;
        this.means = means;
        this.prober = new Prober(client);
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread one = new Thread(task, "bailey-turn-0");
            one.setDaemon(true);
            return one;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    /** Between two rounds. */
    public void pause(Duration pause) {
        this.pause = pause;
    }

    /** Asks all servers as soon as the thread is free; many such wishes are one. */
    public void soon() {
        if (waiting.compareAndSet(false, true)) {
            run(() -> {
                waiting.set(false);
                round();
            });
        }
    }

    /** A call could not use it: asks this one before others learn the hard way. */
    public void failed(TurnServer server, int code, String reason) {
        Watched watched = board.failed(server, code, reason);
        if (watched != null) {
            run(() -> ask(watched));
        }
    }

    private void run(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException closing) {
            LOG.debug("asked while closing", closing);
        }
    }

    public void stop() {
        thread.shutdownNow();
        prober.stop();
    }

    private void look() {
        if (means.watching() && (!asked || System.nanoTime() - lastRound >= pause.toNanos())) {
            round();
        }
    }

    private void round() {
        board.all().forEach(this::ask);
        asked = true;
        lastRound = System.nanoTime();
    }

    private void ask(Watched watched) {
        if (thread.isShutdown() || !board.all().contains(watched)) {
            return;
        }
        try {
            Knowledge before = watched.known();
            List<InetAddress> addresses = addresses(watched.entry);
            Knowledge now = before;
            for (InetAddress address : addresses) {
                now = knowledge(watched, address);
                if (now.state() == State.WORKING) {
                    break;
                }
            }
            if (!thread.isShutdown()) {
                watched.learn(now);
            }
        } catch (Unresolvable e) {
            Knowledge before = watched.known();
            String sentence = "the TURN server " + watched.entry.name() + " cannot be found: " + e.getMessage();
            watched.learn(before.failed(State.UNREACHABLE, sentence, before.address(), Instant.now()));
        } catch (RuntimeException | LinkageError e) {
            LOG.error("TURN-001 asking {} failed", watched.entry, e);
        }
    }

    private Knowledge knowledge(Watched watched, InetAddress address) {
        Outcome outcome = prober.ask(watched.at(address), means.tls(), means.patience());
        if (outcome.state() != State.WORKING) {
            return watched.known().failed(outcome.state(), outcome.sentence(), address, Instant.now());
        }
        String relayed = text(outcome.relayed());
        return new Knowledge(
                State.WORKING,
                "the TURN server " + watched.entry.name() + " gave us " + relayed + " over " + watched.entry.transport()
                        + " and took it back",
                address,
                outcome.software(),
                relayed,
                text(outcome.mapped()),
                outcome.roundTrip(),
                Instant.now());
    }

    private static String text(@Nullable InetSocketAddress address) {
        return address == null ? "" : address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** {@return all addresses of it, the one in use first} */
    private List<InetAddress> addresses(ServerEntry entry) {
        InetAddress literal = entry.literal();
        if (literal != null) {
            return List.of(literal);
        }
        NameResolver resolver = means.resolver();
        if (resolver == null) {
            throw new Unresolvable("names cannot be looked up: section system is not there");
        }
        try {
            NameResolver.Answer<InetAddress> answer = resolver.addresses(entry.host())
                    .toCompletableFuture()
                    .get(LOOKUP.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.records().isEmpty()) {
                throw new Unresolvable(answer.problem());
            }
            return new ArrayList<>(answer.records());
        } catch (ExecutionException | TimeoutException e) {
            throw new Unresolvable("the name " + entry.host() + " could not be looked up: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unresolvable("the appliance is going down");
        }
    }

    private static final class Unresolvable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unresolvable(String sentence) {
            super(sentence);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
