package org.bailey.ice;

import org.jspecify.annotations.Nullable;

/**
 * A way tried: one base of ours, one address of the peer (RFC 8445 section 6.1.2), and what came of it. Plain data of the
 * owner loop, written by the {@link IceAgent}.
 */
public final class IcePair {
    /** What has become of it so far (RFC 8445 section 6.1.2.6). */
    public enum State {
        /** Waits for another of the same foundation. */
        FROZEN,
        /** Is to be checked. */
        WAITING,
        /** A check is on its way, or a connection for it. */
        IN_PROGRESS,
        /** A check was answered: the pair is valid. */
        SUCCEEDED,
        FAILED
    }

    /** Number of the base in {@link IceSession#bases}. */
    public final int base;
    /** The candidate of ours that leaves from the base. */
    public final Candidate local;

    public final Candidate remote;
    /** RFC 8445 section 6.1.2.3; changes with the role. */
    public long priority;

    public State state = State.FROZEN;
    /** The candidate of ours the peer sees, from the answer; null before. */
    public @Nullable Candidate seen;
    /** Whether the peer chose it, or we are about to: it counts as soon as a check succeeds. */
    public boolean nominated;
    /** Whether our check that chooses it is on its way, or was answered. */
    public boolean choosing;
    /** Whether a TCP connection is up. */
    public boolean connected;
    /** Whether integrity of the other form was tried after a refusal. */
    public boolean otherForm;
    /** Checks sent, each repetition counted. */
    public int sent;
    /** Checks that came from there. */
    public int heard;
    /** From the last check sent to its answer; -1 before. */
    public long roundTripNanos = -1;
    /** What the peer refused a check with, or why it failed; null when nothing is to be said. */
    public @Nullable String reason;

    public IcePair(int base, Candidate local, Candidate remote) {
        this.base = base;
        this.local = local;
        this.remote = remote;
    }

    public int component() {
        return remote.component();
    }

    /** {@return whether it works} */
    public boolean valid() {
        return state == State.SUCCEEDED;
    }

    /** {@return what was tried and what came of it, as one clause} */
    public String told() {
        String tried = sent == 0
                ? "to " + remote.brief() + " from " + local.brief() + ": "
                : sent + (sent == 1 ? " check to " : " checks to ") + remote.brief() + " from " + local.brief() + ": ";
        return tried
                + outcome()
                + (heard > 0 && state == State.FAILED ? ", although " + times(heard) + " from there" : "");
    }

    private static String times(int checks) {
        return checks == 1 ? "a check came" : checks + " checks came";
    }

    private String outcome() {
        return switch (state) {
            case FROZEN, WAITING -> reason == null ? "not tried" : reason;
            case IN_PROGRESS -> reason == null ? "no answer yet" : reason;
            case FAILED -> reason == null ? "no answer" : reason;
            case SUCCEEDED ->
                "answered" + (roundTripNanos < 0 ? "" : " in " + roundTripNanos / 1_000_000 + " ms")
                        + (seen == null || seen.address().equals(local.address())
                                ? ""
                                : ", seen there as " + Places.text(seen.address()));
        };
    }
}
