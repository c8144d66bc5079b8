package org.bailey.call.provider;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.bailey.call.Admission;
import org.bailey.call.Admission.Refusal;
import org.bailey.call.CallEvent;
import org.bailey.dialplan.DialPlan;
import org.bailey.dialplan.Origin;
import org.bailey.sip.Body;
import org.bailey.sip.Headers;
import org.bailey.sip.Hop;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipEvent.Requested;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;
import org.bailey.sip.SipStack;
import org.bailey.sip.Source;
import org.bailey.sip.TransactionId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the lane of what the SIP keeper tells, opens one for a new call, and answers what belongs to none. */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MAX_WAITING = 1000;
    private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";

    private final SipStack sip;
    private final Lanes lanes;
    private final Replaceable<DialPlan> dialPlan;
    private final Supplier<CallSettings> settings;
    private final Admission admissions;
    private final StrayAnswers strayAnswers;
    private final ArrayDeque<Requested> waiting = new ArrayDeque<>();
    final AtomicLong total = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong refusedUnknown = new AtomicLong();
    private final AtomicLong saidUnknown = new AtomicLong();
    final AtomicLong unmatched = new AtomicLong();

    /** @param admissions all who may refuse a new call */
    Dispatcher(
            SipStack sip,
            Lanes lanes,
            Replaceable<DialPlan> dialPlan,
            Supplier<CallSettings> settings,
            Admission admissions) {
        this.sip = sip;
        this.admissions = admissions;
        this.strayAnswers = new StrayAnswers(sip);
        this.lanes = lanes;
        this.dialPlan = dialPlan;
        this.settings = settings;
    }

    void happened(SipEvent event) {
        if (event instanceof Requested requested) {
            requested(requested);
            return;
        }
        Lane lane = lane(event);
        if (lane == null && event instanceof SipEvent.Cancelled cancelled && givenUpWaiting(cancelled.transaction())) {
            return;
        }
        if (lane == null) {
            unmatched.incrementAndGet();
            if (event instanceof SipEvent.Responded late) {
                strayAnswers.take(late);
            }
        } else {
            lanes.tell(lane, new CallEvent.Signalled(event), settings.get().maxWaiting());
        }
    }

    /** The caller of an INVITE that waits for the dial plan gave up. */
    private boolean givenUpWaiting(TransactionId invite) {
        boolean waited;
        synchronized (waiting) {
            waited = waiting.removeIf(event -> invite.equals(event.transaction()));
        }
        if (waited) {
            refuse(invite, 487, "Request Terminated");
        }
        return waited;
    }

    private @Nullable Lane lane(SipEvent event) {
        if (event instanceof SipEvent.Responded e) {
            return ofClient(e.transaction());
        } else if (event instanceof SipEvent.TimedOut e) {
            return ofClient(e.transaction());
        } else if (event instanceof SipEvent.Unsendable e) {
            return ofClient(e.transaction());
        } else if (event instanceof SipEvent.Cancelled e) {
            return lanes.of(e.transaction());
        } else if (event instanceof SipEvent.Unacknowledged e) {
            return lanes.of(e.transaction());
        }
        return null;
    }

    /** Our transactions are named after their call: {@code CALL.NUMBER}. */
    private @Nullable Lane ofClient(TransactionId transaction) {
        int dot = transaction.id().indexOf('.');
        return dot < 0 ? null : lanes.of(transaction.id().substring(0, dot));
    }

    private void requested(Requested event) {
        SipRequest request = event.request();
        String tag = request.to().tag();
        if (!tag.isEmpty()) {
            int minus = tag.indexOf('-');
            Lane lane = minus < 0 ? null : lanes.of(tag.substring(0, minus));
            if (lane == null) {
                unmatched.incrementAndGet();
                OutOfDialog.answer(sip, event, tag);
            } else {
                if (event.transaction() != null && request.is("INVITE")) {
                    lanes.watch(lane, event.transaction());
                }
                boolean taken = lanes.tell(
                        lane, new CallEvent.Signalled(event), settings.get().maxWaiting());
                if (!taken && event.transaction() != null) {
                    refuse(event.transaction(), 503, "Service Unavailable");
                }
            }
        } else if (request.is("INVITE") && event.transaction() != null) {
            invited(event, event.transaction());
        } else if (request.is("BYE") && event.transaction() != null) {
            abandoned(request, event.transaction());
        } else {
            OutOfDialog.answer(sip, event, callId() + "-0");
        }
    }

    /**
     * A caller that gives up with BYE where others say CANCEL (RFC 3261 section 15 allows it before the answer). Learned from
     * pidgin-sipe 1.25, whose BYE has no To tag.
     */
    private void abandoned(SipRequest bye, TransactionId transaction) {
        String from = bye.headers().first("From", "");
        Lane lane = lanes.openedBy(bye.callId() + '\n' + from + '\n');
        if (lane == null) {
            unmatched.incrementAndGet();
            refuse(transaction, 481, "Call/Transaction Does Not Exist");
            return;
        }
        sip.respond(transaction, new SipResponse(200, "OK", Headers.NONE, Body.EMPTY, callId() + "-0"));
        SipEvent givenUp = new SipEvent.Cancelled(lane.opening, bye);
        lanes.tell(lane, new CallEvent.Signalled(givenUp), settings.get().maxWaiting());
    }

    private void invited(Requested event, TransactionId transaction) {
        SipRequest invite = event.request();
        if (isOurs(invite)) {
            refuse(transaction, 482, "Loop Detected");
            return;
        }
        if (lanes.size() >= settings.get().maxCalls()) {
            refuse(transaction, 503, "Call Limit Reached");
            return;
        }
        Origin origin = dialPlan.use(
                plan -> plan.origin(invite, event.source()), () -> "the origin of an INVITE from " + event.source());
        if (origin == null) {
            wait(event, transaction);
            return;
        }
        if (!origin.trusted() && lanes.unknown() >= settings.get().maxUnknown()) {
            tooManyUnknown(event.source());
            refuse(transaction, 503, "Too Many Calls From Unknown Callers");
            return;
        }
        String key = invite.callId()
                + '\n'
                + invite.headers().first("From", "")
                + '\n'
                + invite.cseq()
                + '\n'
                + invite.uri();
        Lane lane;
        Optional<Refusal> refusal;
        synchronized (admissions) { // two at once cannot both have the last licence
            refusal = admissions.refusal(origin, lanes.size());
            lane = refusal.isPresent() ? null : lanes.open(callId(), transaction, key, origin.trusted());
        }
        if (refusal.isPresent()) {
            refuse(transaction, refusal.get());
            return;
        }
        if (lane == null) {
            refuse(transaction, 482, "Loop Detected");
            return;
        }
        total.incrementAndGet();
        lanes.tell(
                lane,
                new CallEvent.Invited(transaction, invite, origin, back(event.source()), event.contact()),
                settings.get().maxWaiting());
    }

    /** Whoever nobody knows holds no more than a share of the calls: peers keep the rest, and the media ports with it. */
    private void tooManyUnknown(Source source) {
        refusedUnknown.incrementAndGet();
        long now = System.nanoTime();
        long said = saidUnknown.get();
        if ((said == 0 || now - said > PAUSE_NANOS) && saidUnknown.compareAndSet(said, now)) {
            LOG.warn(
                    "CALL-005 {} calls, but unknown callers hold {} calls, all they may (unknownCallersPercent of org.bailey.call);"
                            + " {} refused since start. Make it the peer of a zone or a trusted host if it is one, block it if not",
                    source,
                    lanes.unknown(),
                    refusedUnknown);
        }
    }

    /** An INVITE of ours that came back: its Call-ID begins with the id of a live call (see the machine). */
    private boolean isOurs(SipRequest invite) {
        int minus = invite.callId().indexOf('-');
        return minus > 0
                && invite.callId().endsWith("@bailey")
                && lanes.of(invite.callId().substring(0, minus)) != null;
    }

    private void refuse(TransactionId transaction, int status, String reason) {
        refuse(transaction, status, reason, status == 503 ? Headers.NONE.plus("Retry-After", "5") : Headers.NONE);
    }

    private void refuse(TransactionId transaction, Refusal refusal) {
        LOG.debug("{} {} {}", refusal.code(), refusal.status(), refusal.reason());
        Headers headers = Headers.NONE.plus("Warning", "399 bailey \"" + refusal.reason() + "\"");
        Integer pause = refusal.retryAfterSeconds();
        refuse(
                transaction,
                refusal.status(),
                refusal.reason(),
                pause == null ? headers : headers.plus("Retry-After", pause.toString()));
    }

    private void refuse(TransactionId transaction, int status, String reason, Headers headers) {
        refused.incrementAndGet();
        sip.respond(transaction, new SipResponse(status, reason, headers, Body.EMPTY, callId() + "-0"));
    }

    /** The dial plan is being replaced: the INVITE has had its 100 and waits. */
    private void wait(Requested event, TransactionId transaction) {
        boolean taken;
        synchronized (waiting) {
            taken = waiting.size() < MAX_WAITING;
            if (taken) {
                waiting.add(event);
            }
        }
        if (!taken) {
            refuse(transaction, 503, "Service Unavailable");
        }
    }

    /** The dial plan is there again. */
    void resume() {
        List<Requested> now;
        synchronized (waiting) {
            now = List.copyOf(waiting);
            waiting.clear();
        }
        now.forEach(this::requested); // those it cannot be asked for wait again
    }

    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    private static Hop back(Source source) {
        String name = source.tlsNames().isEmpty() ? "" : source.tlsNames().get(0);
        return new Hop(source.listener(), source.transport(), source.remote(), name, !name.isEmpty());
    }

    /** {@return a fresh call id: 60 random bits} */
    private static String callId() {
        long bits = ThreadLocalRandom.current().nextLong();
        StringBuilder id = new StringBuilder(12);
        for (int i = 0; i < 12; i++) {
            id.append(DIGITS.charAt((int) (bits >>> (5 * i)) & 31));
        }
        return id.toString();
    }
}
