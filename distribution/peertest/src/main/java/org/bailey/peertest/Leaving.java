package org.bailey.peertest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Stages that somebody leaves slowly, while the next tests play: SIP keeps transactions for half a minute after a call
 * (RFC 6026 timers L and M). The run ends when all are empty, and fails when one had something left. Safe for many threads.
 */
final class Leaving implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private record Stay(String who, FutureTask<Void> end) {}

    private final List<Stay> stays = new ArrayList<>();

    /** The one of this run. */
    static Leaving of(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Leaving.class))
                .getOrComputeIfAbsent(Leaving.class, absent -> new Leaving(), Leaving.class);
    }

    /** Closes {@code stage} beside the tests. */
    synchronized void take(String who, Stage stage) {
        FutureTask<Void> end = new FutureTask<>(() -> {
            stage.close();
            return null;
        });
        stays.add(new Stay(who, end));
        Thread thread = new Thread(end, "leaving-" + who);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() throws InterruptedException {
        List<String> troubles = new ArrayList<>();
        for (Stay stay : stays) {
            try {
                stay.end().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                troubles.add("after " + stay.who() + ": " + e.getCause());
            } catch (TimeoutException e) {
                troubles.add("after " + stay.who() + ": not over within " + PATIENCE.toSeconds() + " s");
            }
        }
        if (!troubles.isEmpty()) {
            throw new AssertionError(String.join("\n", troubles));
        }
    }
}
