package org.bailey.media.provider;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.netty.util.concurrent.FastThreadLocal;
import java.lang.invoke.VarHandle;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.bailey.ice.IceAgent;
import org.bailey.media.Connectivity;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaListener;
import org.bailey.media.MediaNeeds;
import org.bailey.media.MediaPorts;
import org.bailey.media.MediaTotals;
import org.bailey.media.PacketPath;
import org.bailey.media.Side;
import org.bailey.media.StreamState;
import org.bailey.media.StreamStatistics;
import org.bailey.media.VideoWish;
import org.bailey.module.Faults;
import org.bailey.module.LiveUse;
import org.bailey.system.StoredSettings;
import org.bailey.tls.TlsContexts;
import org.bailey.turn.TurnClient;
import org.bailey.turn.TurnServers;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps media sockets, one event loop per call, and hands their packets to whatever {@link PacketPath} there is. */
@Component(
        service = {MediaPorts.class, SocketMediaPorts.class, LiveUse.class},
        configurationPid = "org.bailey.media")
@Designate(ocd = MediaConfig.class)
public final class SocketMediaPorts implements MediaPorts, LiveUse {
    private static final Logger LOG = LoggerFactory.getLogger(SocketMediaPorts.class);
    private static final StoredSettings<MediaConfig, MediaSettings> STORED =
            new StoredSettings<>("org.bailey.media", MediaConfig.class, MediaSettings::from);

    private final ConcurrentHashMap<String, CallPorts> calls = new ConcurrentHashMap<>();
    private final Listeners listeners = new Listeners();
    private final LongSupplier nanos;
    private final InstantSource wall;
    private final Totals totals = new Totals();
    private final PortPool pool;
    private final PoolWatch watch;
    private final PortOpener opener;
    private final MediaLoops loops;
    private volatile MediaSettings settings;
    private volatile @Nullable TurnServers turnServers;

    @Activate
    public SocketMediaPorts(MediaConfig config) {
        this(STORED.begin(config), System::nanoTime, Clock.systemUTC());
        FastThreadLocal.removeAll(); // or this thread would keep our classes for ever
    }

    SocketMediaPorts(MediaSettings settings, LongSupplier nanos, InstantSource wall) {
        this.settings = settings;
        this.nanos = nanos;
        this.wall = wall;
        pool = new PortPool(settings.firstPort(), settings.lastPort());
        watch = new PoolWatch(pool, () -> this.settings.warningPercent());
        opener = new PortOpener(pool, nanos, () -> turnServers);
        loops = new MediaLoops(
                settings.loops(),
                nanos,
                listeners,
                totals,
                () -> this.settings.silence().toNanos());
        loops.everySecond(() -> watch.look(nanos.getAsLong()));
    }

    @Modified
    void reconfigure(MediaConfig config) {
        MediaSettings changed = STORED.change(settings, config);
        pool.resize(changed.firstPort(), changed.lastPort());
        settings = changed;
    }

    @Deactivate
    void close() {
        List.copyOf(calls.keySet()).forEach(this::release);
        loops.close();
        FastThreadLocal.removeAll();
    }

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    void bindPath(PacketPath path) {
        loops.path.use(path);
    }

    void unbindPath(PacketPath path) {
        loops.path.leave(path);
    }

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    void bindAgent(IceAgent agent) {
        loops.agent.use(agent);
    }

    void unbindAgent(IceAgent agent) {
        loops.agent.leave(agent);
    }

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    void bindTurn(TurnClient client) {
        loops.turn.use(client);
    }

    void unbindTurn(TurnClient client) {
        loops.turn.leave(client);
    }

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    void bindServers(TurnServers servers) {
        turnServers = servers;
    }

    void unbindServers(TurnServers servers) {
        if (turnServers == servers) {
            turnServers = null;
        }
    }

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    void bindTls(TlsContexts tls) {
        loops.tls.use(tls);
    }

    void unbindTls(TlsContexts tls) {
        loops.tls.leave(tls);
    }

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    void bindFaults(Faults faults) {
        loops.reports.to(faults);
    }

    void unbindFaults(Faults faults) {
        loops.reports.end(faults);
    }

    /** Called by {@link MediaListeners}: a reference here and the listener's to us would be a circle. */
    void addListener(MediaListener listener) {
        listeners.add(listener);
    }

    void removeListener(MediaListener listener) {
        listeners.remove(listener);
    }

    @Override
    public CompletionStage<Allocation> allocate(String call, int line, String kind, Map<Side, MediaNeeds> needs) {
        var answer = new CompletableFuture<Allocation>();
        var reached = Map.copyOf(needs);
        CallPorts ports = calls.compute(call, (id, known) -> {
            CallPorts entry = known == null ? new CallPorts(id, loops.next(), settings.dscp()) : known;
            entry.asked++;
            return entry;
        });
        try {
            ports.loop.thread.execute(() -> allocate(ports, line, kind, reached).thenAccept(answer::complete));
        } catch (RejectedExecutionException closed) {
            calls.remove(call, ports);
            answer.complete(new Allocation.Refused(line, "Media ports are being stopped; try again"));
        }
        return answer;
    }

    private CompletionStage<Allocation> allocate(CallPorts ports, int line, String kind, Map<Side, MediaNeeds> needs) {
        try {
            if (ports.released()) {
                return CompletableFuture.completedFuture(
                        new Allocation.Refused(line, "The call " + ports.call + " has ended"));
            }
            LinePorts known = ports.line(line);
            if (known != null) {
                return known.answer();
            }
            if (ports.lines().isEmpty()) {
                watch.began();
            }
            return opener.open(ports, line, kind, needs, settings);
        } finally {
            calls.computeIfPresent(ports.call, (id, entry) -> {
                if (entry != ports) {
                    return entry;
                }
                entry.asked--;
                return keep(entry);
            });
        }
    }

    @Override
    public CompletionStage<Allocation> restart(String call, int line, Side side) {
        var answer = new CompletableFuture<Allocation>();
        var unknown = new Allocation.Refused(line, "The call " + call + " has no ports for line " + line);
        CallPorts ports = calls.get(call);
        if (ports == null) {
            answer.complete(unknown);
            return answer;
        }
        onLoop(ports, held -> {
            LinePorts known = held.line(line);
            if (known == null) {
                answer.complete(unknown);
            } else {
                known.restart(side).thenAccept(answer::complete);
            }
        });
        return answer;
    }

    @Override
    public void apply(String call, List<MediaLinePlan> lines) {
        List<MediaLinePlan> plans = List.copyOf(lines);
        onLoop(calls.get(call), ports -> ports.apply(plans));
    }

    @Override
    public void wish(String call, int line, Side of, VideoWish wish) {
        onLoop(calls.get(call), ports -> ports.loop.wish(ports, line, of, wish));
    }

    @Override
    public void release(String call, int line) {
        onLoop(calls.get(call), ports -> {
            LinePorts known = ports.line(line);
            if (known != null) {
                close(ports, known);
                calls.computeIfPresent(ports.call, (id, entry) -> entry == ports ? keep(entry) : entry);
            }
        });
    }

    @Override
    public void release(String call) {
        CallPorts ports = calls.remove(call);
        if (ports != null) {
            ports.loop.load.decrementAndGet();
            onLoop(ports, this::end);
        }
    }

    private void end(CallPorts ports) {
        ports.end();
        ports.lines().forEach(line -> close(ports, line));
    }

    private void close(CallPorts ports, LinePorts line) {
        ports.remove(line);
        opener.close(ports.loop, line, settings.quarantine());
    }

    // a call without ports that nobody is about to give ports to is forgotten
    private static @Nullable CallPorts keep(CallPorts entry) {
        if (entry.asked > 0 || !entry.lines().isEmpty()) {
            return entry;
        }
        entry.loop.load.decrementAndGet();
        return null;
    }

    private static void onLoop(@Nullable CallPorts ports, Consumer<CallPorts> work) {
        if (ports != null) {
            try {
                ports.loop.thread.execute(() -> work.accept(ports));
            } catch (RejectedExecutionException closed) {
                LOG.debug("call {}: the media loops have ended, and with them its ports", ports.call);
            }
        }
    }

    @Override
    public Optional<List<StreamStatistics>> statistics(String call) {
        CallPorts ports = calls.get(call);
        if (ports == null || ports.lines().isEmpty()) {
            return Optional.empty();
        }
        VarHandle.acquireFence(); // pairs with the loop's, after each batch of packets
        long now = nanos.getAsLong();
        Instant wallNow = wall.instant();
        List<StreamStatistics> streams = new ArrayList<>();
        for (StreamState stream : ports.streams()) {
            Instant last = stream.packets == 0 ? null : wallNow.minusNanos(now - stream.lastPacketNanos);
            streams.add(stream.statistics(last));
        }
        return Optional.of(streams);
    }

    @Override
    public List<Connectivity> connectivity(String call) {
        CallPorts ports = calls.get(call);
        return ports == null
                ? List.of()
                : sides(ports).map(IceHost::connectivity).toList();
    }

    /** {@return what the four sockets of a line put into the IP header, as the system has it} */
    List<Integer> marks(String call, int line) {
        CallPorts ports = Objects.requireNonNull(calls.get(call));
        LinePorts held = Objects.requireNonNull(ports.line(line));
        return Stream.of(held.caller.rtp, held.caller.rtcp, held.callee.rtp, held.callee.rtcp)
                .map(MediaSocket::marked)
                .toList();
    }

    @Override
    public Set<String> calls() {
        return Set.copyOf(calls.keySet());
    }

    @Override
    public Map<String, Set<String>> callsBySection() {
        Set<String> ice = new HashSet<>();
        Set<String> turn = new HashSet<>();
        calls.forEach((call, held) -> sides(held).forEach(side -> {
            ice.add(call);
            if (!side.connectivity().relays().isEmpty()) {
                turn.add(call);
            }
        }));
        Map<String, Set<String>> uses = new HashMap<>(Map.of("media", calls(), "ice", ice, "turn", turn));
        calls.forEach((call, held) -> rewriters(held)
                .forEach(word ->
                        uses.computeIfAbsent(word, first -> new HashSet<>()).add(call)));
        return uses;
    }

    /** {@return the sections that make other packets of a call's packets, by the names of their bridges} */
    private static Stream<String> rewriters(CallPorts ports) {
        return ports.lines().stream()
                .flatMap(line -> Stream.of(line.caller.state, line.callee.state))
                .filter(stream -> stream.picture != null)
                .map(stream -> stream.control.bridge);
    }

    private static Stream<IceHost> sides(CallPorts ports) {
        return ports.lines().stream()
                .flatMap(line -> Stream.of(line.caller, line.callee))
                .flatMap(side -> Stream.ofNullable(side.ice));
    }

    @Override
    public Map<String, Integer> holders() {
        Map<String, Integer> ports = new HashMap<>();
        calls.forEach(
                (call, held) -> ports.put(call, LinePorts.PORTS * held.lines().size()));
        return ports;
    }

    @Override
    public PoolStatus pool() {
        return watch.status(nanos.getAsLong());
    }

    @Override
    public PathStatus path() {
        return loops.path.status();
    }

    @Override
    public Map<String, PathStatus> helpers() {
        return Map.of("ice", loops.agent.status(), "turn", loops.turn.status());
    }

    @Override
    public MediaTotals totals() {
        VarHandle.acquireFence();
        return totals.now();
    }

    @Override
    public List<Integer> loops() {
        return loops.loads();
    }
}
