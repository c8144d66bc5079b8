package org.bailey.call.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.bailey.call.Admission;
import org.bailey.call.CallEvent;
import org.bailey.call.CallMachine;
import org.bailey.call.CallRecord;
import org.bailey.call.Calls;
import org.bailey.dialplan.DialPlan;
import org.bailey.ice.IceSession;
import org.bailey.media.MediaListener;
import org.bailey.media.MediaPorts;
import org.bailey.media.Side;
import org.bailey.media.VideoWish;
import org.bailey.module.Faults;
import org.bailey.module.LiveUse;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipStack;
import org.bailey.sip.SipUser;
import org.bailey.sip.TransactionId;
import org.bailey.system.NameResolver;
import org.bailey.system.StoredSettings;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store of all calls. The machine and the dial plan may come and go; calls wait for them. */
@Component(
        service = {Calls.class, SipUser.class, MediaListener.class, LiveUse.class},
        configurationPid = "org.bailey.call",
        property = SipUser.OWNER + "=call")
@Designate(ocd = CallConfig.class)
public final class CallKeeper implements Calls, SipUser, MediaListener, LiveUse {
    private static final Logger LOG = LoggerFactory.getLogger(CallKeeper.class);
    private static final StoredSettings<CallConfig, CallSettings> STORED =
            new StoredSettings<>("org.bailey.call", CallConfig.class, CallSettings::from);

    /** Framework property, set by the launcher: names of those without whom no call is taken. */
    private static final String REQUIRED = "bailey.admissions";

    /** Less than a caller's patience (timer B, 32 s), more than an update takes. */
    private static final Duration NAMES_WAIT = Duration.ofSeconds(10);

    private volatile Faults faults = Faults.NONE;
    private final Replaceable<CallMachine> machine = new Replaceable<>(() -> this.faults);
    private final Replaceable<DialPlan> dialPlan = new Replaceable<>(() -> this.faults);

    private final Admissions admissions;
    private final History history = new History();
    private final Endings endings = new Endings();
    private final MediaPorts media;
    private final ExecutorService workers;
    private final ScheduledThreadPoolExecutor clock;
    private final AnyResolver resolver;
    private final Lanes lanes;
    private final Dispatcher dispatcher;
    private volatile CallSettings settings;

    @Activate
    public CallKeeper(BundleContext context, CallConfig config, @Reference SipStack sip, @Reference MediaPorts media) {
        this(STORED.begin(config), new Admissions(required(context)), sip, media);
    }

    CallKeeper(CallSettings settings, Admissions admissions, SipStack sip, MediaPorts media) {
        this.settings = settings;
        this.admissions = admissions;
        this.media = media;
        this.workers = Executors.newFixedThreadPool(settings.workers(), threads("bailey-call-"));
        this.clock = new ScheduledThreadPoolExecutor(1, threads("bailey-call-clock-"));
        clock.setRemoveOnCancelPolicy(true);
        this.resolver = new AnyResolver(clock, NAMES_WAIT);
        Performer performer =
                new Performer(sip, media, new NextHop(resolver, sip::connected), dialPlan, clock, new Told());
        Runner runner = new Runner(machine, sip, performer, this::happened);
        this.lanes = new Lanes(workers, runner::run);
        this.dispatcher = new Dispatcher(sip, lanes, dialPlan, () -> this.settings, admissions);
    }

    private static String required(BundleContext context) {
        String names = context.getProperty(REQUIRED);
        return names == null ? "" : names;
    }

    @Modified
    void reconfigure(CallConfig config) {
        settings = STORED.change(settings, config);
    }

    @Deactivate
    void stop() throws InterruptedException {
        int live = lanes.size();
        if (live > 0) {
            LOG.warn("CALL-004 the call keeper stops while {} calls are up: they end", live);
            live().forEach(call -> hangUp(call.id(), "the appliance"));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
            while (lanes.size() > 0 && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        clock.shutdownNow();
        workers.shutdown();
        if (!workers.awaitTermination(2, TimeUnit.SECONDS)) {
            workers.shutdownNow();
        }
        lanes.all().forEach(lane -> media.release(lane.callId));
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setMachine(CallMachine newcomer) {
        machine.arrived(newcomer);
        wakeAll();
    }

    void unsetMachine(CallMachine old) {
        machine.left(old);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setDialPlan(DialPlan newcomer) {
        dialPlan.arrived(newcomer);
        dispatcher.resume();
        wakeAll();
    }

    void unsetDialPlan(DialPlan old) {
        dialPlan.left(old);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setFaults(Faults newcomer) {
        faults = newcomer;
    }

    void unsetFaults(Faults old) {
        if (faults == old) {
            faults = Faults.NONE;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setResolver(NameResolver newcomer) {
        resolver.arrived(newcomer);
    }

    void unsetResolver(NameResolver old) {
        resolver.left(old);
    }

    @Reference(service = Admission.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addAdmission(Admission newcomer, Map<String, Object> properties) {
        admissions.add(newcomer, String.valueOf(properties.getOrDefault(Admission.NAME, "")));
    }

    void removeAdmission(Admission old) {
        admissions.remove(old);
    }

    private void wakeAll() {
        for (Lane lane : lanes.all()) {
            if (lane.pause == Lane.Pause.SERVICE) {
                lane.pause = Lane.Pause.NONE;
            }
            lanes.wake(lane);
        }
    }

    @Override
    public void happened(SipEvent event) {
        dispatcher.happened(event);
    }

    @Override
    public void started(String call, int line, Side from) {
        tell(call, new CallEvent.MediaStarted(line, from));
    }

    @Override
    public void silent(String call, int line, Side from, int seconds) {
        tell(call, new CallEvent.MediaSilent(line, from, seconds));
    }

    @Override
    public void resumed(String call, int line, Side from) {
        tell(call, new CallEvent.MediaResumed(line, from));
    }

    @Override
    public void wished(String call, int line, Side of, VideoWish wish) {
        tell(call, new CallEvent.PictureWished(line, of, wish));
    }

    @Override
    public void connected(String call, int line, Side side, List<IceSession.Chosen> pairs) {
        tell(call, new CallEvent.MediaConnected(line, side, pairs));
    }

    @Override
    public void unconfirmed(String call, int line, Side side) {
        tell(call, new CallEvent.MediaUnconfirmed(line, side));
    }

    @Override
    public void disconnected(String call, int line, Side side, String sentence) {
        tell(call, new CallEvent.MediaDisconnected(line, side, sentence));
    }

    private boolean tell(String call, CallEvent event) {
        Lane lane = lanes.of(call);
        if (lane != null) {
            lanes.tell(lane, event, settings.maxWaiting());
        }
        return lane != null;
    }

    @Override
    public List<CallRecord> live() {
        return lanes.all().stream()
                .flatMap(lane -> record(lane).stream())
                .sorted(Comparator.comparing(CallRecord::started))
                .toList();
    }

    private Optional<CallRecord> record(Lane lane) {
        return Records.of(lane, media.statistics(lane.callId).orElse(List.of()), media.connectivity(lane.callId), null);
    }

    @Override
    public List<CallRecord> past() {
        return history.all();
    }

    @Override
    public Optional<CallRecord> find(String id) {
        Lane lane = lanes.of(id);
        return lane == null ? history.find(id) : record(lane);
    }

    @Override
    public boolean hangUp(String id, String who) {
        return tell(id, new CallEvent.Hangup(who, "ended from the console"));
    }

    @Override
    public Map<String, Set<String>> callsBySection() {
        Set<String> all = lanes.all().stream().map(lane -> lane.callId).collect(Collectors.toUnmodifiableSet());
        return Map.of("call", all, "sip", all, "b2bua", all, "dialplan", all);
    }

    @Override
    public CallCounters counters() {
        int live = lanes.size();
        return new CallCounters(
                live,
                live,
                lanes.waiting() + dispatcher.waiting(),
                lanes.timers(),
                lanes.unknown(),
                dispatcher.total.get(),
                dispatcher.refused.get(),
                dispatcher.refusedUnknown.get(),
                dispatcher.unmatched.get(),
                lanes.lost(),
                endings.counts());
    }

    private static ThreadFactory threads(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Results of actions go back into the lane they came from. */
    private final class Told implements Performer.Results {
        @Override
        public void tell(Lane lane, CallEvent event) {
            lanes.tell(lane, event, settings.maxWaiting());
        }

        @Override
        public void wake(Lane lane) {
            lanes.wake(lane);
        }

        @Override
        public void answered(Lane lane, TransactionId transaction) {
            lanes.unwatch(lane, transaction);
        }

        @Override
        public void finished(Lane lane) {
            lanes.close(lane);
            Instant now = Instant.now();
            Records.of(lane, List.of(), List.of(), now).ifPresent(record -> {
                endings.add(record.end());
                history.add(record, settings.pastCalls());
            });
        }
    }
}
