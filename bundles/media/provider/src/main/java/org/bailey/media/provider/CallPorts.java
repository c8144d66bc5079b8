package org.bailey.media.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.Side;
import org.bailey.media.StreamState;
import org.bailey.media.VideoWish;
import org.jspecify.annotations.Nullable;

/** The media ports of one call. Changed only on its loop; the list of lines may be read by anyone. */
final class CallPorts {
    final String call;
    final MediaLoop loop;
    /** Decides between two ends that both think they choose the pair (RFC 8445 section 16.1). */
    final long tieBreaker = ThreadLocalRandom.current().nextLong();
    /** Allocations that were asked for and are not done; guarded by the map that holds this. */
    int asked;

    private final Dscp dscp;
    private volatile List<LinePorts> lines = List.of();
    private boolean released;

    CallPorts(String call, MediaLoop loop, Dscp dscp) {
        this.dscp = dscp;
        this.call = call;
        this.loop = loop;
    }

    boolean released() {
        return released;
    }

    List<LinePorts> lines() {
        return lines;
    }

    List<StreamState> streams() {
        List<StreamState> streams = new ArrayList<>(2 * lines.size());
        for (LinePorts line : lines) {
            streams.add(line.caller.state);
            streams.add(line.callee.state);
        }
        return streams;
    }

    @Nullable
    LinePorts line(int number) {
        for (LinePorts line : lines) {
            if (line.line == number) {
                return line;
            }
        }
        return null;
    }

    void add(LinePorts line) {
        List<LinePorts> more = new ArrayList<>(lines);
        more.add(line);
        lines = List.copyOf(more);
        loop.own(this);
        loop.totals.begins(line.caller.state);
        loop.totals.begins(line.callee.state);
        mark();
    }

    void remove(LinePorts line) {
        lines = lines.stream().filter(other -> other != line).toList();
        loop.totals.ends(line.caller.state);
        loop.totals.ends(line.callee.state);
        if (lines.isEmpty()) {
            loop.disown(this);
        }
        mark();
    }

    // the audio of a call with video is marked as the video is, so that neither overtakes the other
    private void mark() {
        boolean video = lines.stream().anyMatch(line -> !line.caller.state.kind.equals("audio"));
        for (LinePorts line : lines) {
            line.caller.mark(dscp.octet(video));
            line.callee.mark(dscp.octet(video));
        }
    }

    /** Takes no lines from now on. */
    void end() {
        released = true;
    }

    void apply(List<MediaLinePlan> plans) {
        for (MediaLinePlan plan : plans) {
            LinePorts line = line(plan.line());
            if (line != null) {
                line.apply(plan, loop);
            }
        }
    }

    void wish(int line, Side of, VideoWish wish, long nanos) {
        LinePorts ports = line(line);
        if (ports != null) {
            (of == Side.CALLER ? ports.caller : ports.callee).wish(loop, wish, nanos);
        }
    }
}
