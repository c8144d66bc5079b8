package org.bailey.media.provider;

import java.util.ArrayList;
import java.util.List;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.StreamState;
import org.jspecify.annotations.Nullable;

/** The media ports of one call. Changed only on its loop; the list of lines may be read by anyone. */
final class CallPorts {
    final String call;
    final MediaLoop loop;
    /** Allocations that were asked for and are not done; guarded by the map that holds this. */
    int asked;

    private volatile List<LinePorts> lines = List.of();
    private boolean released;

    CallPorts(String call, MediaLoop loop) {
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
            streams.add(line.caller().state);
            streams.add(line.callee().state);
        }
        return streams;
    }

    @Nullable
    LinePorts line(int number) {
        for (LinePorts line : lines) {
            if (line.line() == number) {
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
    }

    void remove(LinePorts line) {
        lines = lines.stream().filter(other -> other != line).toList();
        if (lines.isEmpty()) {
            loop.disown(this);
        }
    }

    /** Takes no lines from now on. */
    void end() {
        released = true;
    }

    void apply(List<MediaLinePlan> plans) {
        long nanos = loop.nanos();
        for (MediaLinePlan plan : plans) {
            LinePorts line = line(plan.line());
            if (line != null) {
                line.apply(plan, nanos);
            }
        }
    }

    void sweep(Listeners listeners, long nanos, long pathSinceNanos, long silenceNanos) {
        for (LinePorts line : lines) {
            line.caller().sweep(listeners, nanos, pathSinceNanos, silenceNanos);
            line.callee().sweep(listeners, nanos, pathSinceNanos, silenceNanos);
        }
    }
}
