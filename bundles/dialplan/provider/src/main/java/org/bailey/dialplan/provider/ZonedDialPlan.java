package org.bailey.dialplan.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.bailey.dialplan.DialPlan;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.Route;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.dialplan.provider.config.Entry;
import org.bailey.dialplan.provider.config.Loaded;
import org.bailey.dialplan.provider.config.PlanLoader;
import org.bailey.dialplan.provider.peer.Keepalive;
import org.bailey.dialplan.provider.peer.PeerWatch;
import org.bailey.dialplan.provider.peer.Router;
import org.bailey.dialplan.provider.peer.Senders;
import org.bailey.dialplan.provider.plan.Replay;
import org.bailey.dialplan.provider.plan.Search;
import org.bailey.dialplan.provider.plan.Zone;
import org.bailey.dialplan.provider.rehearsal.CallRecord;
import org.bailey.sip.Hop;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipStack;
import org.bailey.sip.SipUser;
import org.bailey.sip.Source;
import org.bailey.system.NameResolver;
import org.bailey.system.SettingsBatch;
import org.bailey.system.SystemIdentity;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dial plan of the configurations {@code org.bailey.dialplan.*}, {@code org.bailey.b2bua} and its trusted hosts. It
 * reads all of them before it offers itself, so that a fresh instance routes the very next call; nothing of a call lives
 * here, and health is learnt anew.
 */
@Component(
        immediate = true,
        service = {
            DialPlan.class,
            SipUser.class,
            SynchronousConfigurationListener.class,
            SettingsBatch.class,
            ZonedDialPlan.class
        },
        property = SipUser.OWNER + "=" + Keepalive.OWNER)
public final class ZonedDialPlan
        implements DialPlan, SipUser, SynchronousConfigurationListener, SettingsBatch, PeerWatch.Means {
    private static final Logger LOG = LoggerFactory.getLogger(ZonedDialPlan.class);
    private static final long SETTLED_MILLIS = 1000;
    private static final long SETTLING_MILLIS = 20;
    private static final long RECORD_SECONDS = 30;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable SipStack stack;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable NameResolver resolver;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable SystemIdentity identity;

    private final ConfigurationAdmin configurations;
    private final ScheduledThreadPoolExecutor scheduler = scheduler();
    private final PeerWatch watch = new PeerWatch(scheduler, this, System::nanoTime);
    private final Senders senders = new Senders(watch, this);
    private final Router router = new Router(watch::way);
    private final PlanLoader loader = new PlanLoader();
    private final AtomicInteger batches = new AtomicInteger();
    private final CallRecord record;
    private volatile Loaded loaded = Loaded.NOTHING;
    /** Counts changes of settings; the plan knows up to which one it was read. */
    private final AtomicLong changes = new AtomicLong();

    private volatile long known;

    private List<String> logged = List.of();

    @Activate
    public ZonedDialPlan(@Reference ConfigurationAdmin configurations, BundleContext context) {
        this(configurations, data(context));
    }

    /** @param data folder of what the appliance keeps */
    ZonedDialPlan(ConfigurationAdmin configurations, Path data) {
        this.configurations = configurations;
        this.record = new CallRecord(data.resolve("dialplan"), () -> LocalDate.now(ZoneOffset.UTC));
    }

    private static Path data(BundleContext context) {
        String data = context.getProperty("bailey.data");
        return Path.of(data == null ? "data" : data);
    }

    /** Runs when the references are there. */
    @Activate
    void start() {
        reload();
        watch.start();
        scheduler.scheduleWithFixedDelay(() -> senders.refresh(loaded.plan()), 0, 5, TimeUnit.SECONDS);
        scheduler.scheduleWithFixedDelay(this::writeRecord, RECORD_SECONDS, RECORD_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void stop() {
        scheduler.shutdownNow();
        writeRecord();
    }

    private void writeRecord() {
        record.write(loaded.recording().days());
    }

    /** A change counts for the very next call, which reads it; many in a row are read once. */
    @Override
    public void configurationEvent(ConfigurationEvent event) {
        String kind = event.getFactoryPid() == null ? event.getPid() : event.getFactoryPid();
        if (PlanLoader.KINDS.contains(kind)) {
            changes.incrementAndGet();
            later(this::current, SETTLING_MILLIS);
        }
    }

    /** Calls go by the plan before until the last of the changes is made. */
    @Override
    public void begin() {
        batches.incrementAndGet();
    }

    @Override
    public void end() {
        batches.decrementAndGet();
        current();
    }

    /** {@return the plan of what is stored now} */
    Loaded current() {
        if (outdated()) {
            readAgain();
        }
        return loaded;
    }

    private boolean outdated() {
        return known != changes.get() && batches.get() == 0;
    }

    private synchronized void readAgain() {
        if (outdated()) {
            reload();
        }
    }

    CallRecord record() {
        return record;
    }

    synchronized void reload() {
        long upTo = changes.get();
        try {
            loaded = loader.load(entries());
            known = upTo;
        } catch (IOException | RuntimeException unreadable) {
            known = upTo;
            LOG.error("DIALPLAN-002 the configurations could not be read; the dial plan stays as it is", unreadable);
            return;
        }
        watch.plan(loaded.plan());
        // a burst of changes is judged by how it ends
        later(this::logProblems, SETTLED_MILLIS);
    }

    private void later(Runnable task, long millis) {
        try {
            scheduler.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("changed while closing", closing);
        }
    }

    /** {@return what is stored of the dial plan} */
    List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String kind : PlanLoader.KINDS) {
            try {
                Configuration[] found = configurations.listConfigurations(
                        "(|(service.pid=" + kind + ")(service.factoryPid=" + kind + "))");
                for (Configuration one : found == null ? new Configuration[0] : found) {
                    entries.add(new Entry(one.getPid(), kind, values(one.getProperties())));
                }
            } catch (InvalidSyntaxException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return entries;
    }

    private static Map<String, Object> values(@Nullable Dictionary<String, Object> properties) {
        Map<String, Object> values = new HashMap<>();
        if (properties != null) {
            for (String key : Collections.list(properties.keys())) {
                values.put(key, properties.get(key));
            }
        }
        return values;
    }

    private synchronized void logProblems() {
        List<String> now = problems();
        now.stream().filter(p -> !logged.contains(p)).forEach(p -> {
            if (loaded.refused().contains(p)) {
                LOG.error("{}", p);
            } else {
                LOG.warn("{}", p);
            }
        });
        logged = now;
    }

    @Override
    public void happened(SipEvent event) {
        watch.happened(event);
    }

    @Override
    public boolean knows(InetAddress address) {
        return senders.know(current().plan(), address);
    }

    @Override
    public Origin origin(SipRequest request, Source source) {
        return senders.origin(current().plan(), request, source);
    }

    @Override
    public CompletionStage<Route> route(String uri, Origin origin) {
        return route(uri, origin, Set.of());
    }

    @Override
    public CompletionStage<Route> route(String uri, Origin origin, Set<String> tried) {
        Search.Result found = Search.run(current().plan(), uri, origin, tried);
        if (tried.isEmpty()) {
            record.add(uri, origin, Replay.words(found));
        }
        return router.route(found);
    }

    /** {@return how a call with that result of a search would be routed} */
    CompletionStage<Route> reach(Search.Result found) {
        return router.route(found);
    }

    @Override
    public void failed(String zone, Hop hop, String reason) {
        watch.failed(zone, hop, reason);
    }

    @Override
    public List<ZoneStatus> zones() {
        current();
        return watch.status();
    }

    @Override
    public ZonePolicy policy(String zone) {
        return current().plan().zone(zone).map(Zone::policy).orElse(ZonePolicy.DEFAULT);
    }

    @Override
    public List<String> problems() {
        Loaded now = current();
        List<String> all = new ArrayList<>(now.refused());
        all.addAll(now.doubts());
        return all;
    }

    @Override
    public @Nullable NameResolver resolver() {
        return resolver;
    }

    @Override
    public @Nullable SipStack stack() {
        return stack;
    }

    @Override
    public String fqdn() {
        SystemIdentity us = identity;
        return us == null ? "" : us.fqdn();
    }

    private static ScheduledThreadPoolExecutor scheduler() {
        ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "bailey-dialplan-0");
            thread.setDaemon(true);
            return thread;
        });
        one.setRemoveOnCancelPolicy(true);
        return one;
    }
}
