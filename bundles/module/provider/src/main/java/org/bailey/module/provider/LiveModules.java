package org.bailey.module.provider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.bailey.module.Drain;
import org.bailey.module.FeatureState;
import org.bailey.module.Modules;
import org.bailey.module.UpdatePlan;
import org.bailey.module.UpdateRecord;
import org.bailey.module.UpdateRecord.Outcome;
import org.bailey.module.UpdateRefused;
import org.bailey.module.provider.Uploads.Part;
import org.bailey.module.provider.Uploads.Upload;
import org.bailey.system.Snapshots;
import org.bailey.system.StoredSettings;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces bundles of a framework that runs. */
@Component(
        service = {Modules.class, LiveModules.class},
        immediate = true,
        configurationPid = "org.bailey.module")
@Designate(ocd = ModuleConfig.class)
public final class LiveModules implements Modules {
    private static final Logger LOG = LoggerFactory.getLogger(LiveModules.class);
    private static final StoredSettings<ModuleConfig, ModuleSettings> STORED =
            new StoredSettings<>("org.bailey.module", ModuleConfig.class, ModuleSettings::from);
    /** Framework property: OPTIONAL takes what nobody signed, for a laboratory. */
    private static final String SIGNATURES = "bailey.signatures";

    private static final int ALL_SECTIONS = 81;
    private static final long START_SECONDS = 120;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** May be replaced itself by an update. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Snapshots snapshots;

    private final Frame frame;
    private final Uses uses;
    private final Drain drain;
    private final Uploads uploads;
    private final History history;
    private final Engine engine;
    private final Notices notices;
    private final FeatureList features;
    private final KeyedFeatures keyed;
    private final ExecutorService workers;
    private final boolean signaturesRequired;
    private final AtomicReference<Telling> current = new AtomicReference<>();
    private final AtomicInteger number = new AtomicInteger();
    private volatile ModuleSettings settings;

    @Activate
    public LiveModules(
            BundleContext context,
            ModuleConfig config,
            @Reference ServiceComponentRuntime components,
            @Reference Watchman watchman,
            @Reference Uses uses,
            @Reference DrainSwitch drain)
            throws IOException {
        settings = STORED.begin(config);
        this.uses = uses;
        this.drain = drain;
        frame = new Frame(context, components);
        signaturesRequired = !"OPTIONAL".equalsIgnoreCase(context.getProperty(SIGNATURES));
        Path folder = folder(context);
        String shelved = context.getProperty("bailey.features");
        Shelf shelf = Shelf.read(shelved == null ? null : Path.of(shelved));
        Jars jars = new Jars(folder.resolve("versions"), shelf);
        Health health = new Health(frame);
        Mover mover = new Mover(frame, health, jars, watchman);
        uploads = new Uploads(folder.resolve("uploads"));
        history = new History(folder.resolve("history.jsonl"));
        engine = new Engine(
                frame, health, mover, watchman, new Journal(folder.resolve("journal.json")), () -> this.settings);
        workers = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "bailey-module-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
        notices = new Notices(
                frame, health, mover, engine, jars, watchman, this, workers, new Noticed(folder.resolve("noticed")));
        keyed = new KeyedFeatures(frame, shelf, new Lapsed(folder.resolve("lapsed")), workers, this::record);
        features = new FeatureList(frame, shelf, uses, keyed);
        notices.listen();
        keyed.listen(); // what there are keys for is up when this is
        Journal.Open open = interrupted();
        Telling again = open == null ? null : Telling.again(open.record());
        current.set(again);
        workers.execute(() -> begin(open, again));
        workers.execute(notices::remember);
    }

    static Path folder(BundleContext context) {
        String data = context.getProperty("bailey.data");
        return Path.of(data == null ? "data" : data, "module");
    }

    private Journal.@Nullable Open interrupted() {
        try {
            return engine.interrupted().orElse(null);
        } catch (IOException | RuntimeException e) {
            LOG.error("MODULE-004 an update that was interrupted cannot be read: {}", e.toString(), e);
            return null;
        }
    }

    /** What an earlier run left to do, when everything else is up. */
    private void begin(Journal.@Nullable Open open, @Nullable Telling again) {
        try {
            FrameworkStartLevel level = frame.context.getBundle(0).adapt(FrameworkStartLevel.class);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
            while (level.getStartLevel() < ALL_SECTIONS && System.nanoTime() < deadline) {
                TimeUnit.NANOSECONDS.sleep(LOOK_NANOS);
            }
            if (open != null && again != null) {
                record(engine.recover(again, open));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.error("MODULE-004 an update that was interrupted cannot be finished: {}", e.toString(), e);
        } finally {
            if (again != null) {
                current.compareAndSet(again, null);
            }
        }
        notices.resume();
    }

    @Modified
    void reconfigure(ModuleConfig config) {
        settings = STORED.change(settings, config);
    }

    @Deactivate
    void stop() throws InterruptedException {
        notices.stop();
        keyed.stop();
        workers.shutdownNow();
        workers.awaitTermination(5, TimeUnit.SECONDS);
    }

    ModuleSettings settings() {
        return settings;
    }

    /** {@return who signed a file, and why that does not do; the complaint is empty where signatures are not asked for} */
    Signature signature(Path file) throws IOException {
        Signature found = Signature.of(file, settings.signers());
        return signaturesRequired ? found : new Signature(found.signer(), "");
    }

    /** {@return what components of a bundle wait for, an option key by its name} */
    List<String> unsatisfied(Bundle bundle) {
        return features.unsatisfied(bundle);
    }

    void record(UpdateRecord done) {
        if (done.ended() != null) {
            history.add(done);
        }
    }

    @Override
    public List<FeatureState> features() {
        return features.now();
    }

    @Override
    public UpdatePlan plan(String name, InputStream file) throws IOException {
        return plan(uploads.take(name, file));
    }

    @Override
    public Optional<UpdatePlan> plan(String id) throws IOException {
        Optional<Upload> upload = uploads.find(id);
        return upload.isEmpty() ? Optional.empty() : Optional.of(plan(upload.get()));
    }

    private UpdatePlan plan(Upload upload) throws IOException {
        Signature signature = signature(upload.file());
        return Planner.plan(
                upload.id(),
                upload.name(),
                frame.snapshot(uses.bySection()),
                upload.parts().stream().map(Part::facts).toList(),
                signature.signer(),
                signature.complaint());
    }

    @Override
    public synchronized String apply(String id, String who, boolean mayDrain) throws UpdateRefused, IOException {
        if (current.get() != null) {
            throw new UpdateRefused("Another update is under way; wait until it has ended.");
        }
        if (notices.current().isPresent()) {
            throw new UpdateRefused("An update by the Felix console is being watched; wait until that has ended.");
        }
        Upload upload = uploads.find(id)
                .orElseThrow(() -> new UpdateRefused("The file " + id + " is not kept any more; send it again."));
        UpdatePlan plan = plan(upload);
        Telling telling = new Telling(Long.toString(System.currentTimeMillis(), 36), what(plan), who);
        if (!plan.possible()) {
            String reasons = String.join(" ", plan.refusals());
            record(telling.ended(Outcome.REFUSED, reasons));
            throw new UpdateRefused(reasons);
        }
        if (!plan.id().equals(id)) {
            throw new UpdateRefused("What runs is not what this plan was made for. Now it would be: "
                    + String.join(" ", plan.sentences()) + " Look at the file again.");
        }
        if (plan.drain() && !mayDrain && drain.status().calls() > 0) {
            throw new UpdateRefused(
                    "Calls are up, and it would end them: ask for it with drain, or do it when no call is up.");
        }
        current.set(telling);
        workers.execute(() -> {
            try {
                record(apply(telling, plan, upload, mayDrain));
            } catch (InterruptedException stopped) {
                record(telling.ended(Outcome.REFUSED, "the appliance was stopped before it began"));
            } finally {
                current.set(null);
            }
        });
        return telling.id();
    }

    private UpdateRecord apply(Telling telling, UpdatePlan plan, Upload upload, boolean mayDrain)
            throws InterruptedException {
        plan.sentences().forEach(telling::say);
        keepSettings(telling);
        if (!plan.drain()) {
            return engine.update(telling, plan, upload);
        }
        boolean ours = !drain.status().on();
        if (ours) {
            drain.on("update " + telling.id(), false);
        }
        telling.at(Outcome.DRAINING, "No new calls are taken; waiting for those that are up");
        try {
            if (!mayDrain && drain.status().calls() > 0) {
                return telling.ended(Outcome.REFUSED, "a call came, and it would end it: ask for it with drain");
            }
            while (drain.status().calls() > 0) {
                if (!drain.status().on()) {
                    return telling.ended(Outcome.REFUSED, "new calls were allowed again before the last one had ended");
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
            telling.at(Outcome.REPLACING, "No call is up");
            return engine.update(telling, plan, upload);
        } finally {
            if (ours) {
                drain.off("update " + telling.id());
            }
        }
    }

    void keepSettings(Telling telling) {
        Snapshots now = snapshots;
        try {
            if (now != null) {
                UpdateRecord update = telling.now();
                telling.say("The settings are kept as snapshot "
                        + now.take("before the update of " + update.what(), update.who())
                                .id());
            }
        } catch (IOException e) {
            telling.say("The settings could not be kept as a snapshot: " + e.getMessage());
        }
    }

    private static String what(UpdatePlan plan) {
        return plan.replacements().stream()
                .map(each -> each.name() + (each.from().isEmpty() ? " " : " " + each.from() + " to ") + each.to())
                .collect(Collectors.joining(", "));
    }

    @Override
    public Optional<UpdateRecord> current() {
        Telling telling = current.get();
        return telling == null ? notices.current() : Optional.of(telling.now());
    }

    @Override
    public List<UpdateRecord> history() {
        return history.all();
    }
}
