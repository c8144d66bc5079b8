package org.bailey.call.provider;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bailey.module.Faults;
import org.jspecify.annotations.Nullable;

/**
 * A service that may be replaced at any time. Whoever uses it is let finish before the old one goes; while there is none,
 * {@link #use} says so and the caller waits for {@link #arrived}. One that throws and is about to be put back counts as none:
 * what it was given waits for the one that comes.
 */
final class Replaceable<T> {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Supplier<Faults> faults;
    private @Nullable T service;

    Replaceable(Supplier<Faults> faults) {
        this.faults = faults;
    }

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

    /**
     * {@return what {@code work} made of the service; null when there is none now that can be asked}
     *
     * @param where what is asked, for whoever has to look after it
     */
    <R> @Nullable R use(Function<T, R> work, Supplier<String> where) {
        lock.readLock().lock();
        T asked = service;
        try {
            return asked == null ? null : work.apply(asked);
        } catch (RuntimeException | LinkageError fault) {
            if (asked != null && faults.get().threw(asked, where.get(), fault)) {
                return null;
            }
            throw fault;
        } finally {
            lock.readLock().unlock();
        }
    }
}
