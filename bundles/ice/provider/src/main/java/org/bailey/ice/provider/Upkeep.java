package org.bailey.ice.provider;

import java.time.Duration;
import org.bailey.ice.IceComponent;
import org.bailey.ice.IcePair;
import org.bailey.ice.IceSession;
import org.bailey.stun.FingerprintForm;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunMethod;
import org.bailey.stun.StunWriter;
import org.jspecify.annotations.Nullable;

/** Keeps chosen pairs open (RFC 8445 section 11), and asks whether the peer still wants them (RFC 7675). */
final class Upkeep {
    private static final long CONSENT_NANOS = Duration.ofSeconds(5).toNanos();

    private Upkeep() {}

    private static boolean asks(Run run) {
        return run.settings().consent() && run.dialect().consent();
    }

    /** {@return until the next: for consent anything from 4 to 6 s, so that calls do not fall into step} */
    static long pause(Run run) {
        if (!asks(run)) {
            return run.settings().keepAlive().toNanos();
        }
        var random = new byte[1];
        run.out().random(random);
        long consent = CONSENT_NANOS * (80 + (random[0] & 0xFF) * 40 / 256) / 100;
        return Math.min(consent, run.settings().keepAlive().toNanos());
    }

    static void keep(Run run) {
        if (run.session().state != IceSession.State.CONNECTED) {
            return;
        }
        for (IceComponent component : run.session().components) {
            IcePair pair = component.chosen;
            if (pair == null || component.keepAliveNanos > run.nanos()) {
                continue;
            }
            component.keepAliveNanos = run.nanos() + pause(run);
            if (asks(run)) {
                Checks.consent(run, pair);
            } else {
                indication(run, pair);
            }
        }
    }

    private static void indication(Run run, IcePair pair) {
        StunWriter writer = StunWriter.begin(Run.buffer(), StunClass.INDICATION, StunMethod.BINDING, Checks.id(run));
        run.out().send(pair.base, writer.fingerprint(FingerprintForm.RFC).end(), pair.remote.address());
    }

    static void answered(Run run, IcePair pair) {
        IceComponent component = run.component(pair.component());
        if (component != null && component.chosen == pair) {
            component.consents++;
            component.consentNanos = run.nanos();
        }
    }

    /** {@return why the peer counts as gone; null while it does not. One that never answered since is not held to it} */
    static @Nullable String gone(Run run) {
        if (run.session().state != IceSession.State.CONNECTED || !asks(run)) {
            return null;
        }
        for (IceComponent component : run.session().components) {
            IcePair pair = component.chosen;
            if (pair != null && expired(run, component)) {
                return "The peer has not answered for " + silent(run, component) / 1_000_000_000 + " s on the way of "
                        + component + ", " + pair.local.brief() + " to " + pair.remote.brief() + " (RFC 7675)";
            }
        }
        return null;
    }

    /** Ways without consent are none (RFC 7675 section 5.1): nothing is to be sent there. */
    static void end(Run run) {
        for (IceComponent component : run.session().components) {
            IcePair pair = component.chosen;
            if (pair != null && expired(run, component)) {
                Checks.fail(run, pair, "answered before, but not any more");
            }
        }
    }

    private static boolean expired(Run run, IceComponent component) {
        return component.consents > 0
                && silent(run, component) > run.settings().consentLost().toNanos();
    }

    private static long silent(Run run, IceComponent component) {
        return run.nanos() - component.consentNanos;
    }
}
