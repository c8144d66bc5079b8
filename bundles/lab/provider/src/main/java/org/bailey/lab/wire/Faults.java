package org.bailey.lab.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What goes wrong with single messages, on the way out or in. Rules are asked in order, the first that matches acts. */
public final class Faults {
    /** One copy of a message's text and how long it waits. */
    record Copy(Duration delay, String text) {}

    private interface Act {
        List<Copy> on(String text);
    }

    private record Rule(boolean outgoing, Predicate<SipMessage> which, AtomicInteger left, Act act) {}

    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    /** Picks messages for the next rule. */
    public final class Picked {
        private final boolean outgoing;
        private final Predicate<SipMessage> which;
        private int times = 1;

        private Picked(boolean outgoing, Predicate<SipMessage> which) {
            this.outgoing = outgoing;
            this.which = which;
        }

        /** How often the rule acts; once unless said otherwise. */
        public Picked times(int wanted) {
            times = wanted;
            return this;
        }

        public Faults drop() {
            return add(text -> List.of());
        }

        public Faults delay(Duration delay) {
            return add(text -> List.of(new Copy(delay, text)));
        }

        public Faults duplicate() {
            return add(text -> List.of(new Copy(Duration.ZERO, text), new Copy(Duration.ZERO, text)));
        }

        public Faults mangle(UnaryOperator<String> change) {
            return add(text -> List.of(new Copy(Duration.ZERO, change.apply(text))));
        }

        private Faults add(Act act) {
            rules.add(new Rule(outgoing, which, new AtomicInteger(times), act));
            return Faults.this;
        }
    }

    public Picked sent(Predicate<SipMessage> which) {
        return new Picked(true, which);
    }

    public Picked received(Predicate<SipMessage> which) {
        return new Picked(false, which);
    }

    /** Takes all rules away. */
    public void clear() {
        rules.clear();
    }

    List<Copy> apply(boolean outgoing, SipMessage message, String text) {
        for (Rule rule : rules) {
            if (rule.outgoing == outgoing && rule.which.test(message) && rule.left.getAndDecrement() > 0) {
                return new ArrayList<>(rule.act.on(text));
            }
        }
        return List.of(new Copy(Duration.ZERO, text));
    }
}
