package org.bailey.ice.provider;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.bailey.ice.IceSession;
import org.bailey.stun.FingerprintForm;
import org.bailey.stun.IntegrityForm;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunError;
import org.bailey.stun.StunKey;
import org.bailey.stun.StunMessage;
import org.bailey.stun.StunWriter;

/** Messages that are no good: counted, and told to who sent them, but not as often as a flood wants it. */
final class Refusals {
    private static final int ALL_TOLD = 20;
    private static final int ONE_TOLD_OF = 64;
    private static final int MOST_PER_WINDOW = 10;
    private static final long WINDOW_NANOS = Duration.ofSeconds(1).toNanos();

    private Refusals() {}

    /** @param sentence asked for now and then: under a flood most of the time would go into sentences nobody reads */
    static void count(Run run, Supplier<String> sentence) {
        long refused = ++run.session().refused;
        if (refused <= ALL_TOLD || refused % ONE_TOLD_OF == 0) {
            run.session().lastRefusal = sentence.get();
        }
    }

    /** Answers without integrity: who asked has not shown to know the password. */
    static void answer(
            Run run, int base, StunMessage request, InetSocketAddress to, StunError error, Supplier<String> why) {
        count(run, why);
        IceSession session = run.session();
        if (run.nanos() >= session.refusalNanos) {
            session.refusalNanos = run.nanos() + WINDOW_NANOS;
            session.refusalsLeft = MOST_PER_WINDOW;
        }
        if (session.refusalsLeft > 0) {
            session.refusalsLeft--;
            StunWriter writer = begin(Run.buffer(), request).error(filled(error));
            run.out().send(base, writer.fingerprint(FingerprintForm.RFC).end(), to);
        }
    }

    /** Answers a peer that knows the password. */
    static void answer(
            Run run,
            int base,
            StunMessage request,
            InetSocketAddress to,
            StunError error,
            List<Integer> unknown,
            StunKey key,
            IntegrityForm form) {
        StunWriter writer = begin(Run.buffer(), request).error(filled(error));
        if (!unknown.isEmpty()) {
            writer.unknown(unknown);
        }
        ByteBuffer username = request.value(StunAttribute.USERNAME);
        if (form == IntegrityForm.MICROSOFT && username != null) {
            writer.put(StunAttribute.USERNAME, username).number(StunAttribute.MS_IMPLEMENTATION_VERSION, 2);
        }
        writer.integrity(key, form).fingerprint(FingerprintForm.RFC);
        run.out().send(base, writer.end(), to);
    }

    /** With blanks behind the reason: Microsoft's dialect knows no filling that is not counted. */
    private static StunError filled(StunError error) {
        return new StunError(
                error.code(), error.reason() + " ".repeat(-error.reason().length() & 3));
    }

    private static StunWriter begin(ByteBuffer buffer, StunMessage request) {
        return StunWriter.begin(buffer, StunClass.ERROR, request.method(), request.transaction());
    }
}
