package org.bailey.turn.provider;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bailey.optionkey.OptionKey;
import org.bailey.system.NameResolver;
import org.bailey.system.StoredSettings;
import org.bailey.tls.TlsContexts;
import org.bailey.turn.TurnClient;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnServerStatus;
import org.bailey.turn.TurnServerStatus.State;
import org.bailey.turn.TurnServers;
import org.bailey.turn.provider.servers.ServerBoard;
import org.bailey.turn.provider.servers.ServerEntry;
import org.bailey.turn.provider.servers.Watch;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
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

/**
 * The servers of the configurations {@code org.bailey.turn.server}, read here and not by components of their own: settings
 * of a component become properties of its service, where everybody sees them, and there is a password among them.
 */
@Component(
        immediate = true,
        service = {TurnServers.class, SynchronousConfigurationListener.class},
        configurationPid = "org.bailey.turn")
@Designate(ocd = TurnConfig.class)
public final class ConfiguredTurnServers implements TurnServers, SynchronousConfigurationListener, Watch.Means {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredTurnServers.class);
    private static final StoredSettings<TurnConfig, TurnSettings> STORED =
            new StoredSettings<>("org.bailey.turn", TurnConfig.class, TurnSettings::from);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable NameResolver resolver;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable TlsContexts tls;

    private final OptionKey key;
    private final ConfigurationAdmin configurations;
    private final ServerBoard board = new ServerBoard(new SecureRandom());
    private final Watch watch;
    private volatile TurnSettings settings;
    private volatile List<String> refused = List.of();

    @Activate
    public ConfiguredTurnServers(
            @Reference ConfigurationAdmin configurations,
            @Reference TurnClient client,
            @Reference(target = "(bailey.feature=turn-client)") OptionKey key,
            TurnConfig config) {
        this.key = key;
        this.configurations = configurations;
        this.settings = STORED.begin(config);
        this.watch = new Watch(board, client, this);
    }

    /** Runs when the references are there. */
    @Activate
    void start() {
        reload();
        watch.pause(settings.pause());
        watch.start();
    }

    @Modified
    void modified(TurnConfig config) {
        boolean before = settings.offer();
        settings = STORED.change(settings, config);
        watch.pause(settings.pause());
        if (settings.offer() && !before) {
            watch.soon();
        }
    }

    @Deactivate
    void stop() {
        watch.stop();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (ServerReading.KIND.equals(event.getFactoryPid())) {
            reload();
            if (settings.offer()) {
                watch.soon();
            }
        }
    }

    synchronized void reload() {
        List<ServerEntry> entries = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        try {
            Configuration[] found =
                    configurations.listConfigurations("(service.factoryPid=" + ServerReading.KIND + ")");
            for (Configuration one : found == null ? new Configuration[0] : found) {
                try {
                    entries.add(ServerReading.read(one.getPid(), values(one.getProperties())));
                } catch (IllegalArgumentException e) {
                    wrong.add(one.getPid() + " is not used: " + e.getMessage());
                }
            }
        } catch (IOException | InvalidSyntaxException unreadable) {
            LOG.error("TURN-002 the configurations could not be read; the servers stay as they are", unreadable);
            return;
        }
        wrong.stream().filter(sentence -> !refused.contains(sentence)).forEach(LOG::error);
        refused = List.copyOf(wrong);
        board.configured(entries);
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

    @Override
    public boolean offered() {
        return settings.offer() && !key.ending();
    }

    @Override
    public List<TurnServer> inOrder() {
        return offered() ? board.inOrder() : List.of();
    }

    @Override
    public void failed(TurnServer server, int code, String reason) {
        watch.failed(server, code, reason);
    }

    @Override
    public List<TurnServerStatus> status() {
        return board.status();
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(refused);
        List<TurnServerStatus> all = board.status();
        if (settings.offer() && all.isEmpty()) {
            problems.add("TURN services are offered (org.bailey.turn offer), but there is no org.bailey.turn.server");
        }
        if (settings.offer()) {
            List<String> failing = all.stream()
                    .filter(one -> one.state() == State.REFUSING || one.state() == State.UNREACHABLE)
                    .map(TurnServerStatus::detail)
                    .toList();
            problems.addAll(failing);
            if (!failing.isEmpty() && failing.size() == all.size()) {
                problems.add("no TURN server works: clients that cannot reach this appliance directly have no media");
            }
        }
        return problems;
    }

    @Override
    public void probe() {
        watch.soon();
    }

    @Override
    public @Nullable NameResolver resolver() {
        return resolver;
    }

    @Override
    public @Nullable TlsContexts tls() {
        return tls;
    }

    @Override
    public Duration patience() {
        return settings.patience();
    }

    @Override
    public boolean watching() {
        return settings.offer();
    }
}
