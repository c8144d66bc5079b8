package org.bailey.b2bua.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bailey.call.CallAction;
import org.bailey.call.CallEvent;
import org.bailey.call.Leg;
import org.bailey.call.Phase;
import org.bailey.media.Side;
import org.bailey.sip.Header;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipRequest;
import org.junit.jupiter.api.Test;

/** Whatever peers send, in whatever order: the machine never stumbles, and every call comes to its end. */
class AnySequenceTest {
    private static final int CALLS = 5000;
    private static final int[] STATUSES = {
        100, 180, 183, 200, 200, 200, 200, 200, 200, 302, 404, 422, 481, 486, 488, 491, 491, 500, 503, 603
    };
    private static final String[] BODIES = {
        "",
        Sdps.MICROSOFT_AUDIO,
        Sdps.MICROSOFT_HELD,
        Sdps.MICROSOFT_VIDEO,
        Sdps.ROOM_AUDIO,
        Sdps.ROOM_HELD,
        Sdps.ROOM_VIDEO,
        "nonsense"
    };
    private static final String[] METHODS = {
        "INVITE", "INVITE", "INVITE", "ACK", "ACK", "ACK", "UPDATE", "UPDATE", "INFO", "OPTIONS", "BYE", "REFER"
    };
    private static final String[] TIMERS = {
        "ring",
        "ack-caller",
        "ack-callee",
        "refresh-caller",
        "refresh-callee",
        "change-caller",
        "change-callee",
        "glare-caller",
        "glare-callee",
        "glare-callee",
        "drain"
    };

    @Test
    void everyCallEndsOnceAndKeepsTheRules() {
        for (int seed = 0; seed < CALLS; seed++) {
            new AnyCall(seed).run();
        }
    }

    private static final class AnyCall {
        private final int seed;
        private final Random random;
        private final Bench bench = new Bench();
        private final Map<String, Long> sequences = new HashMap<>();
        private final List<String> log = new ArrayList<>();
        private long callerSequence = 1;
        private long calleeSequence;
        private final Map<String, String> waiting = new HashMap<>();
        private int seen;

        AnyCall(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void run() {
            bench.portsTakeTime = random.nextInt(4) == 0;
            if (random.nextInt(4) == 0) {
                bench.invited(body(), odd());
            } else {
                answered();
            }
            check();
            if (bench.state.answered() != null) {
                waiting.clear();
            }
            int events = random.nextInt(40);
            for (int i = 0; i < events && bench.phase() != Phase.ENDED; i++) {
                anything();
                check();
            }
            end();
            assertEquals(
                    1,
                    bench.actions.stream()
                            .filter(CallAction.Finish.class::isInstance)
                            .count(),
                    this::story);
            assertTrue(bench.actions.get(bench.actions.size() - 1) instanceof CallAction.Finish, this::story);
        }

        private void answered() {
            boolean slow = bench.portsTakeTime;
            bench.portsTakeTime = false;
            bench.invited(Sdps.MICROSOFT_AUDIO, odd(4)).answer(200, "r1", Sdps.ROOM_AUDIO, odd(4));
            bench.portsTakeTime = slow;
            if (random.nextBoolean()) {
                bench.caller("ACK", 1, "");
            }
        }

        private void anything() {
            int kind = random.nextInt(10);
            if (kind < 4) {
                answer();
            } else if (kind < 8) {
                request();
            } else if (kind == 8) {
                String timer = TIMERS[random.nextInt(TIMERS.length)];
                if (started(timer)) {
                    log.add(timer);
                    bench.elapsed(timer);
                }
            } else {
                rare();
            }
        }

        private boolean started(String timer) {
            return bench.actions.stream()
                    .anyMatch(a ->
                            a instanceof CallAction.StartTimer t && t.timer().equals(timer));
        }

        private void answer() {
            List<CallAction.Send> sends = sends();
            if (!sends.isEmpty()) {
                CallAction.Send send =
                        random.nextInt(3) > 0 ? sends.get(sends.size() - 1) : sends.get(random.nextInt(sends.size()));
                int status = STATUSES[random.nextInt(STATUSES.length)];
                if (status >= 200) {
                    waiting.remove(send.transaction().id());
                }
                log.add(status + " to " + send.request().method() + " "
                        + send.request().cseq());
                bench.answer(send, status, "r" + random.nextInt(3), body(), odd());
            }
        }

        private List<CallAction.Send> sends() {
            return bench.actions.stream()
                    .filter(CallAction.Send.class::isInstance)
                    .map(CallAction.Send.class::cast)
                    .toList();
        }

        private void request() {
            Side side = random.nextBoolean() ? Side.CALLER : Side.CALLEE;
            Leg leg = bench.state.leg(side);
            if (leg == null || leg.dialog() == null && leg.forks().isEmpty()) {
                return;
            }
            String method = METHODS[random.nextInt(METHODS.length)];
            long sequence = side == Side.CALLER ? callerSequence : calleeSequence;
            if (!method.equals("ACK")) {
                sequence += 1 + random.nextInt(2);
            }
            if (side == Side.CALLER) {
                callerSequence = sequence;
            } else {
                calleeSequence = sequence;
            }
            log.add(method + " " + sequence + " of " + side);
            bench.request(leg.dialog() != null ? leg.dialog() : leg.forks().get(0), method, sequence, body(), odd());
        }

        private void rare() {
            List<CallAction.Send> sends = sends();
            switch (random.nextInt(4)) {
                case 0 -> {
                    log.add("CANCEL");
                    bench.cancelled();
                }
                case 1 -> {
                    if (!sends.isEmpty()) {
                        log.add("timed out");
                        var last = sends.get(sends.size() - 1).transaction();
                        waiting.remove(last.id());
                        bench.step(new CallEvent.Signalled(new SipEvent.TimedOut(last)));
                    }
                }
                case 2 -> {
                    if (!sends.isEmpty()) {
                        log.add("unsendable");
                        var first = sends.get(0).transaction();
                        waiting.remove(first.id());
                        bench.step(new CallEvent.Signalled(new SipEvent.Unsendable(first, "refused")));
                    }
                }
                default -> {
                    if (bench.portsPending()) {
                        log.add("ports");
                        bench.grant();
                    }
                }
            }
        }

        private String body() {
            return BODIES[random.nextInt(random.nextInt(3) == 0 ? BODIES.length : BODIES.length - 1)];
        }

        private Header odd() {
            return odd(random.nextInt(12));
        }

        private static Header odd(int which) {
            return switch (which) {
                case 0 -> new Header("Session-Expires", "1;refresher=uac");
                case 1 -> new Header("Min-SE", "999999999");
                case 2 -> new Header("Contact", "<nonsense>");
                case 3 -> new Header("Require", "foo");
                case 4 -> new Header("Allow", "INVITE, UPDATE");
                case 5 -> new Header("Reason", "text \"with\\ quotes");
                default -> new Header("Supported", "timer, ms-early-media");
            };
        }

        /** What holds after each event. */
        private void check() {
            Set<String> answered = new HashSet<>();
            for (CallAction action : bench.actions.subList(seen, bench.actions.size())) {
                if (action instanceof CallAction.Send send) {
                    SipRequest request = send.request();
                    if (!request.is("BYE")) {
                        assertTrue(
                                !waiting.containsValue(request.callId()),
                                () -> "two requests at once: " + request + story());
                        waiting.put(send.transaction().id(), request.callId());
                    }
                    String dialog = request.callId() + " " + request.to().tag();
                    Long before = sequences.put(dialog, request.cseq());
                    assertTrue(
                            before == null
                                    || before < request.cseq()
                                    || request.to().tag().isEmpty(),
                            () -> "CSeq goes back: " + request + story());
                } else if (action instanceof CallAction.Note note) {
                    assertTrue(!note.step().what().contains("fault"), () -> note + story());
                } else if (action instanceof CallAction.Respond respond
                        && respond.response().status() >= 200) {
                    answered.add(respond.transaction().id());
                } else if (action instanceof CallAction.StartTimer timer
                        && timer.timer().startsWith("refresh")) {
                    assertTrue(timer.after().toMillis() >= 10, this::story);
                }
            }
            seen = bench.actions.size();
            for (Side side : Side.values()) {
                Leg leg = bench.state.leg(side);
                if (leg != null && leg.incoming() != null) {
                    assertTrue(!answered.contains(leg.incoming().transaction().id()), this::story);
                }
            }
            if (bench.phase() == Phase.ESTABLISHED) {
                held();
            }
        }

        /** Ports granted and not given back are those of lines of the call, or of those it may have to go back to. */
        private void held() {
            Set<Integer> held = new HashSet<>(bench.granted);
            bench.released().forEach(held::remove);
            Set<Integer> known = new HashSet<>();
            bench.state.lines().forEach(l -> known.add(l.id()));
            if (bench.state.negotiation() != null) {
                bench.state.negotiation().before().forEach(l -> known.add(l.id()));
            }
            assertTrue(known.containsAll(held), () -> "held " + held + " known " + known + story());
            bench.state.lines().stream()
                    .filter(l -> l.ready())
                    .forEach(l -> assertTrue(held.contains(l.id()), () -> "line " + l.id() + " is gone" + story()));
        }

        /** Hung up, all our requests answered, all repetitions and the drain over. */
        private void end() {
            if (bench.phase() != Phase.ENDED) {
                bench.step(new CallEvent.Hangup("test", "over"));
                check();
            }
            for (int i = 0; i < 12 && bench.phase() != Phase.ENDED; i++) {
                bench.elapsed("ack-caller");
                if (bench.phase() != Phase.ENDED && bench.state.callee() != null) {
                    bench.elapsed("ack-callee");
                }
            }
            for (CallAction.Send send : sends()) {
                if (bench.phase() != Phase.ENDED) {
                    bench.answer(send, send.request().is("BYE") ? 200 : 487, "r1", "");
                }
            }
            check();
            assertEquals(Phase.ENDED, bench.phase(), this::story);
        }

        private String story() {
            return " seed " + seed + ": " + log + " " + bench.state.end() + " caller "
                    + bench.state.caller().outgoing();
        }
    }
}
