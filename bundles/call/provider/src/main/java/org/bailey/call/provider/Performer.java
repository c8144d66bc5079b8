package org.bailey.call.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.bailey.call.CallAction;
import org.bailey.call.CallEvent;
import org.bailey.call.MediaLine;
import org.bailey.dialplan.DialPlan;
import org.bailey.dialplan.Route;
import org.bailey.media.MediaPorts;
import org.bailey.media.MediaPorts.Allocation;
import org.bailey.media.StreamStatistics;
import org.bailey.sip.Hop;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipStack;
import org.bailey.sip.TransactionId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the machine says, one action after the other. Called by the worker that has the lane. */
final class Performer {
    private static final Logger LOG = LoggerFactory.getLogger(Performer.class);
    /** One line for each step of each call; has its own name so that it can be sent elsewhere or switched off. */
    private static final Logger STEPS = LoggerFactory.getLogger("org.bailey.call.steps");

    /** How the keeper hears of results. */
    interface Results {
        void tell(Lane lane, CallEvent event);

        void wake(Lane lane);

        /** A request of a peer has its final answer. */
        void answered(Lane lane, TransactionId transaction);

        void finished(Lane lane);
    }

    private final SipStack sip;
    private final MediaPorts media;
    private final NextHop nextHop;
    private final Replaceable<DialPlan> dialPlan;
    private final ScheduledExecutorService clock;
    private final Results results;

    Performer(
            SipStack sip,
            MediaPorts media,
            NextHop nextHop,
            Replaceable<DialPlan> dialPlan,
            ScheduledExecutorService clock,
            Results results) {
        this.sip = sip;
        this.media = media;
        this.nextHop = nextHop;
        this.dialPlan = dialPlan;
        this.clock = clock;
        this.results = results;
    }

    /** {@return false when the action cannot be done yet; the lane says why and is woken when it can} */
    boolean perform(Lane lane, CallAction action) {
        if (action instanceof CallAction.Send send) {
            return send(lane, send.request(), send.hop(), hop -> sip.send(send.transaction(), send.request(), hop));
        } else if (action instanceof CallAction.Acknowledge ack) {
            return send(lane, ack.ack(), ack.hop(), hop -> sip.acknowledge(ack.transaction(), ack.ack(), hop));
        } else if (action instanceof CallAction.FindRoute find) {
            return route(lane, find);
        } else if (action instanceof CallAction.Cancel cancel) {
            sip.cancel(cancel.invite(), cancel.reason());
        } else if (action instanceof CallAction.Respond respond) {
            sip.respond(respond.transaction(), respond.response());
            if (!respond.response().provisional()) {
                results.answered(lane, respond.transaction());
            }
        } else if (action instanceof CallAction.ReportFailure failure) {
            dialPlan.use(
                    plan -> {
                        plan.failed(failure.zone(), failure.hop(), failure.reason());
                        return true;
                    },
                    () -> "call " + lane.callId + ": a failed peer");
        } else if (action instanceof CallAction.Note note) {
            lane.note(note.step());
            STEPS.info(
                    "{} {}: {} {}",
                    lane.callId,
                    note.step().where(),
                    note.step().what(),
                    note.step().detail());
        } else if (action instanceof CallAction.StartTimer start) {
            startTimer(lane, start);
        } else if (action instanceof CallAction.StopTimer stop) {
            stopTimer(lane, stop.timer());
        } else if (action instanceof CallAction.Finish) {
            finish(lane);
        } else {
            mediaAction(lane, action);
        }
        return true;
    }

    private void mediaAction(Lane lane, CallAction action) {
        if (action instanceof CallAction.AllocateMedia allocate) {
            allocate(lane, allocate);
        } else if (action instanceof CallAction.RestartMedia restart) {
            List<Integer> lines = restart.lines();
            tell(
                    lane,
                    lines,
                    lines.stream()
                            .map(line -> media.restart(lane.callId, line, restart.side())
                                    .toCompletableFuture())
                            .toList(),
                    answers -> new CallEvent.Restarted(restart.side(), restart.request(), answers));
        } else if (action instanceof CallAction.ApplyMedia apply) {
            media.apply(lane.callId, apply.plans());
        } else if (action instanceof CallAction.WishPicture wished) {
            media.wish(lane.callId, wished.line(), wished.of(), wished.wish());
        } else if (action instanceof CallAction.ReleaseLine release) {
            keepStatistics(lane);
            media.release(lane.callId, release.line());
        }
    }

    /** Requests in a dialog go where its route says, which may take a look at DNS; the lane waits for that. */
    private boolean send(Lane lane, SipRequest request, Hop flow, java.util.function.Consumer<Hop> sending) {
        Hop resolved = lane.nextHop;
        if (resolved != null) {
            lane.nextHop = null;
            sending.accept(resolved);
            return true;
        }
        if (request.to().tag().isEmpty()) {
            sending.accept(flow);
            return true;
        }
        CompletableFuture<Hop> found = nextHop.of(request, flow).toCompletableFuture();
        if (found.isDone() && !found.isCompletedExceptionally()) {
            sending.accept(found.join());
            return true;
        }
        lane.pause = Lane.Pause.NAME;
        found.whenComplete((hop, failure) -> {
            lane.nextHop = failure == null ? hop : flow;
            lane.pause = Lane.Pause.NONE;
            results.wake(lane);
        });
        return false;
    }

    private boolean route(Lane lane, CallAction.FindRoute find) {
        lane.pause = Lane.Pause.SERVICE;
        CompletionStage<Route> route;
        try {
            route = dialPlan.use(
                    plan -> plan.route(find.uri(), find.origin(), find.tried()),
                    () -> "call " + lane.callId + ": the route to " + find.uri());
        } catch (RuntimeException | LinkageError fault) {
            route = CompletableFuture.failedFuture(fault);
        }
        if (route == null) {
            return false;
        }
        lane.pause = Lane.Pause.NONE;
        route.whenComplete((found, failure) -> results.tell(lane, routed(find, found, failure)));
        return true;
    }

    private CallEvent.Routed routed(CallAction.FindRoute find, @Nullable Route found, @Nullable Throwable failure) {
        try {
            if (found instanceof Route.Found target) {
                return new CallEvent.Routed(target, sip.contact(target.hops().get(0)));
            } else if (found != null) {
                return new CallEvent.Routed(found, null);
            }
        } catch (IllegalArgumentException noListener) {
            String sentence = "The target zone cannot be reached: " + noListener.getMessage()
                    + ". Name one of org.bailey.sip.listener in the zone, or configure it.";
            return new CallEvent.Routed(new Route.NotFound(503, sentence, found.trail()), null);
        }
        LOG.error("CALL-001 the dial plan failed on {}", find.uri(), failure);
        String sentence = "The dial plan failed (CALL-001); the log has the details.";
        return new CallEvent.Routed(new Route.NotFound(500, sentence, List.of()), null);
    }

    private void allocate(Lane lane, CallAction.AllocateMedia allocate) {
        List<MediaLine> lines = allocate.lines();
        List<CompletableFuture<Allocation>> asked = new ArrayList<>();
        lines.forEach(line -> asked.add(media.allocate(lane.callId, line.id(), line.kind(), allocate.needs())
                .toCompletableFuture()));
        tell(lane, lines.stream().map(MediaLine::id).toList(), asked, CallEvent.Allocated::new);
    }

    /** Tells of all answers at once when the last one is here. */
    private void tell(
            Lane lane,
            List<Integer> lines,
            List<CompletableFuture<Allocation>> asked,
            Function<List<Allocation>, CallEvent> news) {
        CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new)).whenComplete((done, failure) -> {
            List<Allocation> answers = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                answers.add(
                        asked.get(i).isCompletedExceptionally()
                                ? new Allocation.Refused(
                                        lines.get(i), "The media ports failed; the log has the details.")
                                : asked.get(i).join());
            }
            results.tell(lane, news.apply(answers));
        });
    }

    private void startTimer(Lane lane, CallAction.StartTimer start) {
        stopTimer(lane, start.timer());
        Timer timer = new Timer();
        lane.timers.put(start.timer(), timer);
        timer.ticking(clock.schedule(
                () -> elapsed(lane, timer, start.timer()), start.after().toMillis(), TimeUnit.MILLISECONDS));
    }

    private void elapsed(Lane lane, Timer timer, String name) {
        timer.fire();
        results.tell(lane, new CallEvent.Elapsed(name));
    }

    private static void stopTimer(Lane lane, String name) {
        Timer running = lane.timers.remove(name);
        if (running != null) {
            running.cancel();
        }
    }

    private void keepStatistics(Lane lane) {
        List<StreamStatistics> now = media.statistics(lane.callId).orElse(List.of());
        lane.statistics = Statistics.merge(lane.statistics, now);
        lane.connectivity = Statistics.mergePeers(lane.connectivity, media.connectivity(lane.callId));
    }

    private void finish(Lane lane) {
        lane.finished = true;
        try {
            keepStatistics(lane);
            media.release(lane.callId);
        } finally {
            List.copyOf(lane.timers.keySet()).forEach(name -> stopTimer(lane, name));
            results.finished(lane);
        }
    }
}
