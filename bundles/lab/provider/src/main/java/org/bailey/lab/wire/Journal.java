package org.bailey.lab.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Everything one phone or Front End sent, received or did, in order, with the raw text. Safe for many threads. */
public final class Journal {
    /** What became of a message, or that this is a remark. */
    public enum Kind {
        SENT,
        RECEIVED,
        /** Taken away by a fault before it was sent or read. */
        DROPPED,
        /** Bytes that are no SIP message. */
        MALFORMED,
        NOTE
    }

    /**
     * One entry.
     *
     * @param peer the other end as {@code transport:host:port}, empty for a remark
     * @param raw the message's text, or the remark
     * @param message the parsed message; null for remarks and malformed input
     */
    public record Entry(
            int index,
            Instant at,
            Kind kind,
            String peer,
            String raw,
            @Nullable SipMessage message) {
        public boolean sent(String method) {
            return kind == Kind.SENT
                    && message != null
                    && message.isRequest()
                    && message.method().equals(method);
        }

        public boolean received(String method) {
            return kind == Kind.RECEIVED
                    && message != null
                    && message.isRequest()
                    && message.method().equals(method);
        }

        public boolean sent(int status, String method) {
            return kind == Kind.SENT && answers(status, method);
        }

        public boolean received(int status, String method) {
            return kind == Kind.RECEIVED && answers(status, method);
        }

        private boolean answers(int status, String method) {
            return message != null
                    && message.status() == status
                    && message.method().equals(method);
        }

        @Override
        public String toString() {
            String first = raw.lines().findFirst().orElse("");
            return index + " " + at + " " + kind + " " + peer + " "
                    + new String(first.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                    + (message != null && !message.isRequest() ? " (" + message.value("CSeq") + ")" : "");
        }
    }

    private static final int CAPACITY = 20_000;
    private static final long POLL_MILLIS = 10;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private int next;

    public synchronized void add(Kind kind, String peer, String raw, @Nullable SipMessage message) {
        if (entries.size() == CAPACITY) {
            entries.removeFirst();
        }
        entries.add(new Entry(next++, Instant.now(), kind, peer, raw, message));
        notifyAll();
    }

    public void note(String remark) {
        add(Kind.NOTE, "", remark, null);
    }

    /** A copy of the entries so far; of more than 20,000 the last. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    public long count(Predicate<Entry> which) {
        return entries().stream().filter(which).count();
    }

    /** The first matching entry, waiting for it until the deadline. */
    public Entry await(String what, Duration within, Predicate<Entry> which) {
        return awaitFrom(0, what, within, which);
    }

    /** The first matching entry with an index of at least {@code from}. */
    public Entry awaitFrom(int from, String what, Duration within, Predicate<Entry> which) {
        Entry[] found = new Entry[1];
        until(what, within, () -> {
            found[0] = entries().stream().skip(from).filter(which).findFirst().orElse(null);
            return found[0] != null;
        });
        return found[0];
    }

    /** Waits until something holds; looked at after every new entry and every 10 ms. */
    public void until(String what, Duration within, BooleanSupplier holds) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new NotSeen("not seen within " + within.toMillis() + " ms: " + what + tail());
            }
            synchronized (this) {
                try {
                    wait(POLL_MILLIS);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new NotSeen("interrupted while waiting for: " + what);
                }
            }
        }
    }

    private String tail() {
        List<Entry> all = entries();
        StringBuilder text = new StringBuilder();
        all.subList(Math.max(0, all.size() - 15), all.size())
                .forEach(entry -> text.append("\n  ").append(entry));
        return text.toString();
    }
}
