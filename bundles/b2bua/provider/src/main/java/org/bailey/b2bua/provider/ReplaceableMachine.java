package org.bailey.b2bua.provider;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.bailey.b2bua.StreamBridge;
import org.bailey.b2bua.provider.bridge.AudioBridge;
import org.bailey.b2bua.provider.bridge.AvcBridge;
import org.bailey.b2bua.provider.bridge.BridgedExchange;
import org.bailey.b2bua.provider.bridge.ExchangeSettings;
import org.bailey.call.CallEvent;
import org.bailey.call.CallMachine;
import org.bailey.call.CallState;
import org.bailey.optionkey.OptionKey;
import org.bailey.system.StoredSettings;
import org.bailey.system.SystemIdentity;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The call machine as a service. It holds settings and the stream bridges of the moment, and nothing of any call.
 *
 * <p>The bridges of this bundle are asked for by their classes, which those of another version of it do not have: the machine serves
 * when they are there and goes before they go, so that no step finds one of them missing.
 */
@Component(service = CallMachine.class, configurationPid = "org.bailey.b2bua")
@Designate(ocd = B2buaConfig.class)
public final class ReplaceableMachine implements CallMachine {
    private static final Logger LOG = LoggerFactory.getLogger(ReplaceableMachine.class);
    private static final StoredSettings<B2buaConfig, Stored> STORED =
            new StoredSettings<>("org.bailey.b2bua", B2buaConfig.class, Stored::from);

    /** The two checked forms of one configuration; an empty caller domain is the system's. */
    private record Stored(B2buaSettings machine, ExchangeSettings exchange) {
        static Stored from(B2buaConfig config) {
            return new Stored(B2buaSettings.from(config, ""), ReplaceableMachine.exchange(config));
        }
    }

    @Reference(
            target = "(bailey.feature=microsoft-interop)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable OptionKey interop;

    private final List<StreamBridge> own;
    private final List<StreamBridge> others = new CopyOnWriteArrayList<>();
    private final SystemIdentity identity;
    private final B2buaMachine machine;
    private volatile Stored stored;

    @Activate
    public ReplaceableMachine(
            B2buaConfig config,
            @Reference SystemIdentity identity,
            @Reference AudioBridge audio,
            @Reference AvcBridge avc) {
        this.own = List.of(audio, avc);
        this.identity = identity;
        this.stored = STORED.begin(config);
        this.machine = new B2buaMachine(
                new BridgedExchange(this::ranked, this::exchangeSettings), this::settings, new Interop(this::licensed));
    }

    private boolean licensed() {
        OptionKey key = interop;
        return key != null && !key.ending();
    }

    @Modified
    void reconfigure(B2buaConfig newer) {
        stored = STORED.change(stored, newer);
    }

    @Reference(
            name = "bridges",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addBridge(StreamBridge bridge) {
        others.add(bridge);
        LOG.debug("stream bridge {} is there", bridge.name());
    }

    void removeBridge(StreamBridge bridge) {
        others.remove(bridge);
    }

    @Override
    public Outcome step(@Nullable CallState state, CallEvent event, Moment moment) {
        return machine.step(state, event, moment);
    }

    private ExchangeSettings exchangeSettings() {
        return stored.exchange();
    }

    static ExchangeSettings exchange(B2buaConfig config) {
        return new ExchangeSettings(
                ExchangeSettings.DEFAULT.totalKbit(),
                config.videoKbit(),
                config.maxVideoKbit(),
                ExchangeSettings.suites(config.srtpSuites()));
    }

    private List<StreamBridge> ranked() {
        return Stream.concat(own.stream(), others.stream().filter(this::isOther))
                .sorted(Comparator.comparingInt(StreamBridge::rank).reversed())
                .toList();
    }

    /** Not ours, nor that of another version of us which goes, or comes, at this moment. */
    private boolean isOther(StreamBridge bridge) {
        return own.stream().noneMatch(ours -> ours.name().equals(bridge.name()));
    }

    /** The domain is asked for anew where the setting is empty: it may be configured later than we are. */
    private B2buaSettings settings() {
        B2buaSettings current = stored.machine();
        String domain = identity.domain();
        return current.callerDomain().isEmpty() && !domain.isEmpty()
                ? new B2buaSettings(current.sessionSeconds(), current.minimumSessionSeconds(), current.ring(), domain)
                : current;
    }
}
