package org.bailey.call.provider;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A service that may be replaced at any time. Whoever uses it is let finish before the old one goes; while there is none,
 * {@link #use} says so and the caller waits for {@code onArrival}.
 */
final class Replaceable<T> {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private @Nullable T service;

    void arrived(T newcomer) {
        lock.writeLock().lock();
        try {
            service = newcomer;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Returns after everyone has let go of the old one. */
    void left(T old) {
        lock.writeLock().lock();
        try {
            if (service == old) {
                service = null;
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    boolean present() {
        lock.readLock().lock();
        try {
            return service != null;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** {@return what {@code work} made of the service; null when there is none now} */
    <R> @Nullable R use(Function<T, R> work) {
        lock.readLock().lock();
        try {
            return service == null ? null : work.apply(service);
        } finally {
            lock.readLock().unlock();
        }
    }
}
