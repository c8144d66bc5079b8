package org.bailey.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What a test must not leave behind. */
public final class Leaks {
    private Leaks() {}

    /** Threads of the lab end within a moment after everything was closed. */
    public static void assertNone() {
        long deadline = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        while (!threads().isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(10_000_000);
        }
        assertEquals(List.of(), threads(), "threads left over");
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("bailey-lab-"))
                .toList();
    }
}
