package org.bailey.turn.provider.servers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bailey.turn.Allocation;
import org.bailey.turn.TurnClient;
import org.bailey.turn.TurnOut;
import org.bailey.turn.TurnServerStatus.State;

/** Asks one server for an address as a call would, and gives it back. On the prober's thread. */
final class Probe implements TurnOut {
    /** How long the answer to giving back is waited for. */
    private static final long FAREWELL = TimeUnit.MILLISECONDS.toNanos(500);

    private static final SecureRandom RANDOM = new SecureRandom();

    final Allocation allocation;
    private final TurnClient client;
    private final Wire wire;
    private boolean allocated;
    private String failure = "";
    private boolean answered;
    private long sentNanos;
    private long tookNanos;

    Probe(Allocation allocation, TurnClient client, Wire wire) {
        this.allocation = allocation;
        this.client = client;
        this.wire = wire;
    }

    /** @throws IOException when nothing leads there (any more) */
    Outcome run(Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        client.allocate(allocation, System.nanoTime(), this);
        while (!allocated && failure.isEmpty()) {
            if (deadline - System.nanoTime() <= 0) {
                throw new java.net.SocketTimeoutException("no answer within " + patience.toSeconds() + " s");
            }
            step(deadline);
        }
        if (!allocated) {
            State state = answered ? State.REFUSING : State.UNREACHABLE;
            return Outcome.failed(state, failure, allocation.software);
        }
        Outcome outcome = new Outcome(
                State.WORKING,
                "",
                allocation.software,
                allocation.relayed,
                allocation.mapped,
                Duration.ofNanos(tookNanos));
        client.release(allocation, this);
        giveBack();
        return outcome;
    }

    private void step(long deadline) throws IOException {
        long now = System.nanoTime();
        long next = allocation.dueNanos == Long.MAX_VALUE ? deadline : allocation.dueNanos;
        long wait = Math.max(1, Math.min(next - now, deadline - now) / 1_000_000);
        ByteBuffer message = wire.receive(wait);
        now = System.nanoTime();
        if (message != null) {
            answered = true;
            tookNanos = now - sentNanos;
            client.received(allocation, message, now, this);
        } else if (allocation.dueNanos != Long.MAX_VALUE && allocation.dueNanos - now <= 0) {
            client.elapsed(allocation, now, this);
        }
    }

    private void giveBack() {
        long deadline = System.nanoTime() + FAREWELL;
        try {
            while (!allocation.exchanges.isEmpty() && deadline - System.nanoTime() > 0) {
                ByteBuffer message = wire.receive(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
                if (message != null) {
                    client.received(allocation, message, System.nanoTime(), this);
                }
            }
        } catch (IOException gone) {
            // it had what was said
        }
    }

    @Override
    public boolean send(ByteBuffer message) {
        sentNanos = System.nanoTime();
        try {
            wire.send(message);
            return true;
        } catch (IOException e) {
            // receiving fails too, and with a better word
            return false;
        }
    }

    @Override
    public void data(InetSocketAddress peer, ByteBuffer packet) {
        // nobody has permission
    }

    @Override
    public void allocated() {
        allocated = true;
    }

    @Override
    public void failed(String sentence) {
        failure = sentence;
    }

    @Override
    public void random(byte[] into) {
        RANDOM.nextBytes(into);
    }
}
