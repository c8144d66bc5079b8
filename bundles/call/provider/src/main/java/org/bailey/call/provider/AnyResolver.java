package org.bailey.call.provider;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.bailey.system.NameResolver;
import org.jspecify.annotations.Nullable;

/** The name resolver of the moment. While it is replaced, questions wait for the next one. */
final class AnyResolver implements NameResolver {
    private final ScheduledExecutorService clock;
    private final Duration patience;
    private final List<CompletableFuture<NameResolver>> waiting = new ArrayList<>();
    private @Nullable NameResolver resolver;

    /** @param patience how long a question waits before it is answered that nobody could be asked */
    AnyResolver(ScheduledExecutorService clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    void arrived(NameResolver newcomer) {
        List<CompletableFuture<NameResolver>> told;
        synchronized (this) {
            resolver = newcomer;
            told = List.copyOf(waiting);
            waiting.clear();
        }
        told.forEach(one -> one.complete(newcomer));
    }

    synchronized void left(NameResolver old) {
        if (resolver == old) {
            resolver = null;
        }
    }

    @Override
    public CompletionStage<Answer<Service>> services(String name) {
        return ask(name, now -> now.services(name));
    }

    @Override
    public CompletionStage<Answer<InetAddress>> addresses(String name) {
        return ask(name, now -> now.addresses(name));
    }

    private <T> CompletionStage<Answer<T>> ask(
            String name, Function<NameResolver, CompletionStage<Answer<T>>> question) {
        CompletableFuture<NameResolver> next = new CompletableFuture<>();
        synchronized (this) {
            if (resolver == null) {
                waiting.add(next);
            } else {
                next.complete(resolver);
            }
        }
        if (next.isDone()) {
            return next.thenCompose(question);
        }
        CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
        ScheduledFuture<?> end =
                clock.schedule(() -> answer.complete(nobody(name)), patience.toMillis(), TimeUnit.MILLISECONDS);
        next.thenCompose(question).whenComplete((said, fault) -> {
            end.cancel(false);
            answer.complete(fault == null ? said : nobody(name));
        });
        return answer;
    }

    private static <T> Answer<T> nobody(String name) {
        return new Answer<>(List.of(), Duration.ZERO, "Nobody could be asked for " + name + ".");
    }
}
