package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipUser;

/** A user that writes down what it hears. */
final class Recorder implements SipUser {
    final BlockingQueue<SipEvent> events = new LinkedBlockingQueue<>();
    final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    @Override
    public void happened(SipEvent event) {
        threads.add(Thread.currentThread());
        events.add(event);
    }

    <E extends SipEvent> E next(Class<E> type) {
        return next(type, 10);
    }

    <E extends SipEvent> E next(Class<E> type, int seconds) {
        try {
            SipEvent event = events.poll(seconds, TimeUnit.SECONDS);
            if (!type.isInstance(event)) {
                fail("expected " + type.getSimpleName() + " but heard " + event);
            }
            return type.cast(event);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
