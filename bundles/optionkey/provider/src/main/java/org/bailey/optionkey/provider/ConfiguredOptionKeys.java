package org.bailey.optionkey.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.bailey.module.LiveUse;
import org.bailey.optionkey.Evaluation;
import org.bailey.optionkey.FeatureDoors;
import org.bailey.optionkey.FeatureUse;
import org.bailey.optionkey.KeyRefused;
import org.bailey.optionkey.KeyStatus;
import org.bailey.optionkey.KeyStatus.State;
import org.bailey.optionkey.OptionKeys;
import org.bailey.optionkey.wire.Issuer;
import org.bailey.optionkey.wire.KnownFeature;
import org.bailey.optionkey.wire.MalformedKey;
import org.bailey.optionkey.wire.SerialFile;
import org.bailey.optionkey.wire.SerialNumber;
import org.bailey.system.StoredSettings;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys of the configurations {@code org.bailey.optionkey.key}, and those the lab brings. */
@Component(
        immediate = true,
        service = {OptionKeys.class, ConfigurationListener.class},
        configurationPid = OptionKeySettings.PID)
@Designate(ocd = OptionKeyConfig.class)
public final class ConfiguredOptionKeys implements OptionKeys, ConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredOptionKeys.class);
    private static final StoredSettings<OptionKeyConfig, OptionKeySettings> STORED =
            new StoredSettings<>(OptionKeySettings.PID, OptionKeyConfig.class, OptionKeySettings::from);
    private static final int LOOK_SECONDS = 60;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable EventAdmin events;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private final Collection<LiveUse> uses = new CopyOnWriteArrayList<>();

    private final Map<Evaluation, List<StoredKey>> evaluations = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor looks =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "bailey-optionkey-0"));
    private final KeyStore store;
    private final KeyDesk desk;
    private final String serial;
    private final String serialProblem;
    private volatile OptionKeySettings settings;
    private volatile @Nullable List<StoredKey> read;
    private int seconds;

    @Activate
    public ConfiguredOptionKeys(
            BundleContext context,
            @Reference ConfigurationAdmin configurations,
            @Reference FeatureDoors doors,
            OptionKeyConfig config) {
        this.store = new KeyStore(configurations);
        this.settings = STORED.begin(config);
        String data = context.getProperty("bailey.data");
        Path folder = Path.of(data == null ? "data" : data);
        SerialNumber number;
        String problem = "";
        try {
            number = SerialFile.in(folder);
        } catch (IOException | MalformedKey e) {
            problem = "no option key holds, for the serial number cannot be read: " + e.getMessage();
            LOG.error("OPTIONKEY-007 {}", problem);
            number = SerialNumber.random(new SecureRandom());
        }
        this.serialProblem = problem;
        this.serial = problem.isEmpty() ? number.toString() : "";
        this.desk = new KeyDesk(
                number,
                folder.resolve("optionkey/ledger.properties"),
                Clock.systemUTC(),
                doors,
                new LogBell(() -> events),
                this::callsBySection,
                settings);
    }

    /** Runs when the references are there. */
    @Activate
    void start() {
        look();
        looks.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    @Modified
    void modified(OptionKeyConfig config) {
        settings = STORED.change(settings, config);
        look();
    }

    @Deactivate
    void stop() {
        looks.shutdownNow();
        desk.stop();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addEvaluation(Evaluation lab) {
        List<StoredKey> keys = new ArrayList<>();
        for (String text : lab.keys(serial)) {
            keys.add(new StoredKey("evaluation-" + (keys.size() + 1), text));
        }
        evaluations.put(lab, keys);
        later();
    }

    void removeEvaluation(Evaluation lab) {
        evaluations.remove(lab);
        later();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (StoredKey.KIND.equals(event.getFactoryPid())) {
            later();
        }
    }

    private void later() {
        if (!looks.isShutdown()) {
            looks.execute(this::look);
        }
    }

    private void tick() {
        try {
            desk.tick();
            seconds = (seconds + 1) % LOOK_SECONDS;
            if (seconds == 0) {
                look();
            }
        } catch (RuntimeException e) {
            LOG.error("OPTIONKEY-008 the keys could not be looked at", e);
        }
    }

    private void look() {
        try {
            read = store.all();
        } catch (IOException e) {
            LOG.error("OPTIONKEY-007 the stored keys cannot be read; those of before hold: {}", e.toString());
        }
        List<StoredKey> stored = read;
        if (stored == null) {
            return; // what is open stays open until the keys can be read
        }
        List<StoredKey> keys = new ArrayList<>(stored);
        List<Issuer> evaluators = new ArrayList<>();
        evaluations.forEach((lab, brought) -> {
            try {
                evaluators.add(Issuer.read(lab.issuer()));
                keys.addAll(brought);
            } catch (MalformedKey wrong) {
                LOG.error("OPTIONKEY-004 the lab's keys cannot be used: {}", wrong.getMessage());
            }
        });
        desk.look(settings, keys, evaluators);
    }

    private Map<String, Set<String>> callsBySection() {
        Map<String, Set<String>> all = new HashMap<>();
        for (LiveUse keeper : uses) {
            keeper.callsBySection()
                    .forEach((word, calls) ->
                            all.computeIfAbsent(word, none -> new HashSet<>()).addAll(calls));
        }
        return all;
    }

    @Override
    public String serial() {
        return serial;
    }

    @Override
    public List<KeyStatus> keys() {
        return desk.ring().keys();
    }

    @Override
    public List<FeatureUse> features() {
        return desk.features();
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(desk.problems());
        if (!serialProblem.isEmpty()) {
            problems.add(serialProblem);
        } else if (!desk.ring().licensed(KnownFeature.RICH_MEDIA_SESSION.word())) {
            problems.add(
                    "there is no option key for rich-media-session: no call is taken; keys are made for serial number "
                            + serial);
        }
        return problems;
    }

    @Override
    public KeyStatus examine(String text) throws KeyRefused {
        return desk.examine(text);
    }

    @Override
    public KeyStatus add(String text) throws KeyRefused {
        KeyStatus good = desk.examine(text);
        String name = good.feature() + "-" + good.id().toLowerCase(Locale.ROOT);
        Optional<KeyStatus> same = keys().stream()
                .filter(key -> key.id().equals(good.id()) && key.feature().equals(good.feature()))
                .findFirst();
        if (same.isPresent()) {
            throw new KeyRefused(
                    State.DUPLICATE,
                    "this key is there already, named " + same.get().name());
        }
        try {
            store.put(name, text.strip());
        } catch (IOException e) {
            throw new IllegalStateException("the key cannot be stored: " + e.getMessage(), e);
        }
        look();
        return keys().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the key was stored and is not there"));
    }

    @Override
    public boolean remove(String name) {
        try {
            boolean removed = store.remove(name);
            look();
            return removed;
        } catch (IOException e) {
            throw new IllegalStateException("the key cannot be removed: " + e.getMessage(), e);
        }
    }
}
