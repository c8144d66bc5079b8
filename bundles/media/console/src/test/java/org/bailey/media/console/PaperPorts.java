package org.bailey.media.console;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.bailey.ice.IceFailure;
import org.bailey.ice.IceHistory;
import org.bailey.media.Connectivity;
import org.bailey.media.EndedStreams;
import org.bailey.media.IceOutcomes;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaNeeds;
import org.bailey.media.MediaPorts;
import org.bailey.media.MediaTotals;
import org.bailey.media.PictureRequests;
import org.bailey.media.RewritingStatistics;
import org.bailey.media.Side;
import org.bailey.media.SrtpSuite;
import org.bailey.media.StreamStatistics;
import org.bailey.media.VideoWish;

/** One call that is up, written down: nothing is open. */
final class PaperPorts implements MediaPorts {
    static final String CALL = "<img src=x onerror=alert(1)> \"c\"";

    @Override
    public CompletionStage<Allocation> allocate(String call, int line, String kind, Map<Side, MediaNeeds> needs) {
        return CompletableFuture.completedFuture(new Allocation.Refused(line, "on paper"));
    }

    @Override
    public CompletionStage<Allocation> restart(String call, int line, Side side) {
        return CompletableFuture.completedFuture(new Allocation.Refused(line, "on paper"));
    }

    @Override
    public void apply(String call, List<MediaLinePlan> lines) {}

    @Override
    public void wish(String call, int line, Side of, VideoWish wish) {}

    @Override
    public void release(String call, int line) {}

    @Override
    public void release(String call) {}

    private static StreamStatistics stream(Side from, boolean silent, SrtpSuite suite) {
        return new StreamStatistics(
                0,
                "audio",
                from,
                silent ? 0 : 100,
                17_200,
                98,
                2,
                3,
                1500,
                silent ? -1 : 20_000,
                4,
                6,
                silent ? null : Instant.EPOCH,
                new StreamStatistics.Drops(0, 0, 0, 2, 0, 0, 5, 0, 0, 0, 0),
                new InetSocketAddress("192.0.2.1", 40000),
                true,
                silent,
                suite,
                new PictureRequests(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
                new RewritingStatistics(
                        Map.of("keyPictures", silent ? 0L : 7L),
                        silent ? 1 : 5,
                        List.of(new RewritingStatistics.Layer(0, "base", 640, 360, 7.5, 300_000, true))));
    }

    @Override
    public Optional<List<StreamStatistics>> statistics(String call) {
        return Optional.of(List.of(
                stream(Side.CALLER, false, SrtpSuite.AEAD_AES_256_GCM),
                stream(Side.CALLEE, true, SrtpSuite.AEAD_AES_256_GCM)));
    }

    @Override
    public List<Connectivity> connectivity(String call) {
        return List.of(new Connectivity(
                0,
                Side.CALLER,
                Connectivity.State.FAILED,
                "No pair works",
                List.of(new Connectivity.Way(
                        1,
                        "192.0.2.1:9 TCP, active (host)",
                        "192.0.2.2:5000 TCP (host)",
                        "first (UDP turn.test:3478)",
                        true)),
                List.of(new Connectivity.Relay(1, "first (UDP turn.test:3478)", "192.0.2.9:24000", true)),
                new IceHistory("FAILED", "controlling", "STANDARD", List.of(), List.of(), 0, "")));
    }

    @Override
    public Set<String> calls() {
        return Set.of(CALL);
    }

    @Override
    public Map<String, Integer> holders() {
        return Map.of(CALL, 4);
    }

    @Override
    public PoolStatus pool() {
        return new PoolStatus(56000, 56099, 100, 4, 8, 88, 80, "nearly used up");
    }

    @Override
    public PathStatus path() {
        return new PathStatus(true, 2, Duration.ofMillis(41), 7);
    }

    @Override
    public Map<String, PathStatus> helpers() {
        return Map.of("ice", new PathStatus(false, 1, Duration.ZERO, 0));
    }

    @Override
    public MediaTotals totals() {
        MediaTotals live = statistics(CALL).orElseThrow().stream()
                .reduce(MediaTotals.NONE, MediaTotals::plus, (one, other) -> other);
        return new MediaTotals(
                live.streams(),
                live.packets(),
                live.bytes(),
                live.forwarded(),
                live.lost(),
                live.rtcpPackets(),
                live.ownReports(),
                live.drops(),
                live.pictures(),
                live.rewriting(),
                new EndedStreams(0, 1, 2, 3, 4),
                new IceOutcomes(5, Map.of(IceFailure.ONLY_HOST, 2L)));
    }

    @Override
    public List<Integer> loops() {
        return List.of(1, 0);
    }
}
