package org.bailey.lab.provider;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.bailey.lab.media.Codec;
import org.bailey.lab.media.MediaStats;
import org.bailey.lab.media.VideoLine;
import org.bailey.lab.phone.CallEnd;
import org.bailey.lab.phone.LabCall;
import org.bailey.lab.phone.Phone;
import org.bailey.lab.wire.NotSeen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call that tells its story: ringing, connected, heard, raised to video, held, resumed, ended. */
final class DemoCall {
    private static final Logger log = LoggerFactory.getLogger("org.bailey.lab");
    private static final Duration SOON = Duration.ofSeconds(10);

    private final String name;
    private final Phone caller;
    private final Phone callee;
    private final Duration length;
    private final boolean video;

    DemoCall(String name, Phone caller, Phone callee, Duration length, boolean video) {
        this.name = name;
        this.caller = caller;
        this.callee = callee;
        this.length = length;
        this.video = video;
    }

    /** Runs the call to its end; true if everything was heard as it should. */
    boolean run() {
        int before = callee.incomingCount();
        int disliked = caller.complaints().size();
        int dislikedThere = callee.complaints().size();
        log.info("{}: {} calls {}", name, caller.uri(), callee.uri());
        LabCall call = caller.call(callee.uri());
        try {
            LabCall far = callee.awaitIncoming(before, SOON);
            call.awaitRinging(SOON);
            log.info("{}: ringing at {}", name, callee.uri());
            call.awaitConnected(SOON);
            far.awaitConnected(SOON);
            long connected = System.nanoTime();
            log.info("{}: connected", name);
            heard(call, far, "");
            if (video) {
                call.addVideo();
                call.awaitVideo(5, SOON);
                far.awaitVideo(5, SOON);
                log.info(
                        "{}: raised to video, {} sees a picture ({}), {} sees one ({})",
                        name,
                        caller.uri(),
                        codec(call),
                        callee.uri(),
                        codec(far));
            }
            remain(connected, length.dividedBy(2));
            call.hold();
            far.awaitHeldByPeer(true, SOON);
            call.awaitSilence(callee.toneHz(), SOON);
            log.info("{}: on hold by {}, which hears nothing", name, caller.uri());
            call.resume();
            far.awaitHeldByPeer(false, SOON);
            heard(call, far, "resumed, ");
            remain(connected, length);
            if (!call.unannouncedSources().isEmpty()
                    || !far.unannouncedSources().isEmpty()) {
                log.warn("{}: media from a source that was not announced (x-ssrc-range)", name);
            }
            call.bye();
            CallEnd end = call.awaitEnded(SOON);
            far.awaitEnded(SOON);
            log.info("{}: ended by BYE of {} ({}); {}", name, caller.uri(), end.status(), counters(call, far));
            dislikes(caller, disliked);
            dislikes(callee, dislikedThere);
            return true;
        } catch (NotSeen missing) {
            CallEnd end = call.end();
            if (Thread.currentThread().isInterrupted()) {
                return false; // the lab is being stopped
            }
            log.warn(
                    "{}: failed: {}",
                    name,
                    end == null ? missing.getMessage() : end.how() + " " + end.status() + " " + end.detail());
            call.bye();
            return false;
        }
    }

    private static String codec(LabCall call) {
        VideoLine line = call.videoLine();
        Codec codec = line == null ? null : line.codec();
        return codec == null ? "none" : codec.name();
    }

    private void heard(LabCall call, LabCall far, String how) {
        call.awaitTone(callee.toneHz(), SOON);
        far.awaitTone(caller.toneHz(), SOON);
        log.info(
                "{}: {}{} hears {} Hz ({} %), {} hears {} Hz ({} %)",
                name,
                how,
                caller.uri(),
                callee.toneHz(),
                percent(call.toneShare(callee.toneHz())),
                callee.uri(),
                caller.toneHz(),
                percent(far.toneShare(caller.toneHz())));
    }

    private void dislikes(Phone phone, int from) {
        List<String> all = phone.complaints();
        if (all.size() > from) {
            log.warn(
                    "{}: a real {} would dislike {} messages of this call, first: {}",
                    name,
                    phone.uri(),
                    all.size() - from,
                    all.get(from));
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    private static String counters(LabCall call, LabCall far) {
        MediaStats here = call.audioStats();
        MediaStats there = far.audioStats();
        return "audio packets " + here.sent() + " out, " + there.received() + " arrived, " + there.sent() + " back, "
                + here.received() + " arrived, " + (here.lost() + there.lost()) + " lost";
    }

    /** Lets the call go on until it is as old as {@code age}; ends early when interrupted. */
    private static void remain(long sinceNanos, Duration age) {
        long until = sinceNanos + age.toNanos();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new NotSeen("stopped");
            }
            LockSupport.parkNanos(Math.min(left, 200_000_000L));
        }
    }
}
