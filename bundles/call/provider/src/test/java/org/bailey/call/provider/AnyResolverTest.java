package org.bailey.call.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.bailey.system.NameResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnyResolverTest {
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);

    private final NameResolver known = new NameResolver() {
        @Override
        public CompletionStage<Answer<Service>> services(String name) {
            return CompletableFuture.completedFuture(new Answer<>(List.of(), Duration.ZERO, "none"));
        }

        @Override
        public CompletionStage<Answer<InetAddress>> addresses(String name) {
            return CompletableFuture.completedFuture(
                    new Answer<>(List.of(InetAddress.getLoopbackAddress()), Duration.ZERO, ""));
        }
    };

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        clock.shutdownNow();
        assertTrue(clock.awaitTermination(30, TimeUnit.SECONDS));
    }

    @Test
    void asksWhoIsThere() {
        AnyResolver any = new AnyResolver(clock, Duration.ofHours(1));
        any.arrived(known);
        assertEquals(1, addresses(any).join().records().size());
        assertEquals("none", any.services("a.test").toCompletableFuture().join().problem());
    }

    @Test
    void aQuestionWaitsForTheNextOne() {
        AnyResolver any = new AnyResolver(clock, Duration.ofHours(1));
        any.arrived(known);
        any.left(known);
        CompletableFuture<NameResolver.Answer<InetAddress>> asked = addresses(any);
        assertFalse(asked.isDone());
        any.arrived(known);
        assertEquals(1, asked.join().records().size());
    }

    @Test
    void whoLeavesAfterTheNextOneCameIsNotMissed() {
        AnyResolver any = new AnyResolver(clock, Duration.ofHours(1));
        any.arrived(known);
        NameResolver next = new AnyResolver(clock, Duration.ofHours(1));
        any.arrived(next);
        any.left(known);
        assertFalse(addresses(any).isDone(), "the next one is asked, and waits itself");
    }

    @Test
    void nobodyWaitsForEver() {
        AnyResolver any = new AnyResolver(clock, Duration.ofMillis(1));
        assertEquals("Nobody could be asked for a.test.", addresses(any).join().problem());
    }

    private static CompletableFuture<NameResolver.Answer<InetAddress>> addresses(NameResolver asked) {
        return asked.addresses("a.test").toCompletableFuture();
    }
}
