package org.bailey.lab.phone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a phone does by itself with an incoming call, step by step. Immutable; begin with {@link #manual()}. */
public record AnswerPlan(List<Step> steps) {
    /** One step, a while after the one before. */
    public record Step(Duration after, Consumer<LabCall> act) {}

    public AnswerPlan {
        steps = List.copyOf(steps);
    }

    /** Nothing: the test decides. The caller sees only 100 Trying. */
    public static AnswerPlan manual() {
        return new AnswerPlan(List.of());
    }

    /** Rings, answers after a while. */
    public static AnswerPlan answerAfter(Duration ringing) {
        return manual().ring().then(ringing, LabCall::answer);
    }

    public static AnswerPlan busy() {
        return manual().reject(486, "Busy Here");
    }

    public static AnswerPlan decline() {
        return manual().ring().reject(603, "Decline");
    }

    /** Rings for ever. */
    public static AnswerPlan noAnswer() {
        return manual().ring();
    }

    /** Sends 183 with a description and its tone, answers after a while. */
    public static AnswerPlan earlyMedia(Duration before) {
        return manual().then(Duration.ZERO, LabCall::progress).then(before, LabCall::answer);
    }

    /** Several devices ring, each with its own To tag; one of them answers. */
    public static AnswerPlan forked(Duration before, String answering, String... ringing) {
        AnswerPlan plan = manual();
        for (String device : ringing) {
            plan = plan.then(Duration.ZERO, call -> call.ring(device));
        }
        return plan.then(before, call -> call.answer(answering));
    }

    public AnswerPlan ring() {
        return then(Duration.ZERO, LabCall::ring);
    }

    public AnswerPlan reject(int status, String reason) {
        return then(Duration.ZERO, call -> call.reject(status, reason));
    }

    public AnswerPlan then(Duration after, Consumer<LabCall> act) {
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(after, act));
        return new AnswerPlan(more);
    }
}
