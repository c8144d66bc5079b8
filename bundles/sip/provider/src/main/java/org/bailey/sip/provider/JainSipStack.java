package org.bailey.sip.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.PeerUnavailableException;
import org.bailey.sip.Hop;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;
import org.bailey.sip.SipStack;
import org.bailey.sip.SipUri;
import org.bailey.sip.SipUser;
import org.bailey.sip.Timers;
import org.bailey.sip.TransactionId;
import org.bailey.sip.Transport;
import org.bailey.system.StoredSettings;
import org.bailey.system.SystemIdentity;
import org.bailey.tls.TlsContexts;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** The keeper: Netty for sockets, JAIN-SIP for transactions. */
@Component(
        service = {SipStack.class, JainSipStack.class},
        configurationPid = "org.bailey.sip")
@Designate(ocd = SipConfig.class)
public final class JainSipStack implements SipStack {
    private static final StoredSettings<SipConfig, SipSettings> STORED =
            new StoredSettings<>("org.bailey.sip", SipConfig.class, JainSipStack::settings);

    final Counts counts = new Counts();
    private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
    private final Map<ConfiguredListener, Listener> configured = new HashMap<>();
    private final JainStack stack;
    private final Users users;
    private final Sockets sockets;
    final Incoming incoming;
    private final Outgoing outgoing;
    private volatile SipSettings settings;
    private volatile @Nullable TlsContexts tls;
    private volatile @Nullable SystemIdentity identity;

    @Activate
    public JainSipStack(SipConfig config) {
        this(STORED.begin(config));
    }

    JainSipStack(SipSettings initial) {
        settings = initial;
        try {
            stack = new JainStack(counts);
        } catch (PeerUnavailableException impossible) {
            throw new IllegalStateException("SIP-099 JAIN-SIP does not start", impossible);
        }
        Branches branches = new Branches();
        users = new Users(() -> settings.maxWaitingEvents(), counts);
        incoming = new Incoming(stack, branches, users, counts, () -> settings, this::contact);
        sockets = new Sockets(() -> settings, () -> tls, counts, incoming);
        outgoing = new Outgoing(stack, branches, users, counts, () -> settings, listeners::get, this::sentBy);
    }

    static SipSettings settings(SipConfig config) {
        return new SipSettings(
                config.t1Millis(),
                config.t2Millis(),
                config.t4Millis(),
                config.maxMessageBytes(),
                config.maxConnections(),
                config.maxConnectionsPerAddress(),
                Duration.ofSeconds(config.idleSeconds()),
                Duration.ofSeconds(config.messageSeconds()),
                Duration.ofSeconds(config.connectSeconds()),
                config.maxTransactions(),
                config.maxWaitingEvents(),
                config.threads(),
                config.signallingDscp(),
                config.userAgent());
    }

    @Modified
    void reconfigure(SipConfig config) {
        settings = STORED.change(settings, config);
        listeners.values().forEach(Listener::mark);
    }

    @Deactivate
    void close() {
        listeners.values().forEach(listener -> listener.close("the SIP stack stops"));
        listeners.clear();
        sockets.close();
        stack.close();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setTls(TlsContexts contexts) {
        tls = contexts;
    }

    void unsetTls(TlsContexts contexts) {
        if (tls == contexts) {
            tls = null;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setIdentity(SystemIdentity names) {
        identity = names;
    }

    void unsetIdentity(SystemIdentity names) {
        if (identity == names) {
            identity = null;
        }
    }

    /** Called by {@link UserSeats}: a reference here and the user's to us would be a circle. */
    void addUser(SipUser user, Map<String, Object> properties) {
        users.add(
                String.valueOf(properties.get(SipUser.OWNER)),
                user,
                properties.get("service.ranking") instanceof Integer ranking ? ranking : 0,
                properties.get("service.id") instanceof Long id ? id : 0);
    }

    void removeUser(SipUser user, Map<String, Object> properties) {
        users.remove(String.valueOf(properties.get(SipUser.OWNER)), user);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(ConfiguredListener listener) {
        synchronized (configured) {
            listener.settings().ifPresent(wanted -> configured.put(listener, open(wanted)));
        }
    }

    void removeListener(ConfiguredListener listener) {
        synchronized (configured) {
            Listener open = configured.remove(listener);
            if (open != null) {
                listeners.remove(open.settings.name(), open);
                open.close("SIP listener " + open.settings.name() + " was changed or removed");
            }
        }
    }

    /** {@return the listener, which binds in the background} */
    Listener open(ListenerSettings wanted) {
        Listener listener = wanted.transport() == Transport.UDP
                ? new UdpListener(wanted, sockets)
                : new StreamListener(wanted, sockets);
        listeners.put(wanted.name(), listener);
        listener.open();
        return listener;
    }

    @Override
    public void send(TransactionId transaction, SipRequest request, Hop hop) {
        outgoing.send(transaction, request, hop);
    }

    @Override
    public void acknowledge(TransactionId transaction, SipRequest ack, Hop hop) {
        outgoing.acknowledge(transaction, ack, hop);
    }

    @Override
    public void cancel(TransactionId invite, String reason) {
        outgoing.cancel(invite, reason);
    }

    @Override
    public void respond(TransactionId transaction, SipResponse response) {
        incoming.respond(transaction, response);
    }

    @Override
    public Timers timers() {
        SipSettings now = settings;
        return new Timers(Duration.ofMillis(now.t1Millis()), Duration.ofMillis(now.t2Millis()));
    }

    @Override
    public List<ListenerStatus> listeners() {
        List<ListenerStatus> all = new ArrayList<>();
        listeners.values().forEach(listener -> all.add(listener.status()));
        all.sort(Comparator.comparing(ListenerStatus::name));
        return all;
    }

    @Override
    public SipUri contact(Hop hop) {
        Listener known = listeners.get(hop.listener());
        if (known == null) {
            throw new IllegalArgumentException("there is no SIP listener '" + hop.listener() + "'");
        }
        return Contacts.of(
                name(),
                known.settings.transport(),
                LocalAddress.of(known.settings.bind(), known.port(), hop.address()));
    }

    @Override
    public boolean connected(Hop hop) {
        Listener known = listeners.get(hop.listener());
        return known != null && known.connected(hop);
    }

    private SipUri contact(Path path) {
        return Contacts.of(name(), path.source().transport(), path.local());
    }

    private String sentBy(Path path) {
        return Contacts.sentBy(name(), path.local());
    }

    private String name() {
        SystemIdentity names = identity;
        return names == null ? "" : names.fqdn();
    }

    @Override
    public SipCounters counters() {
        return new SipCounters(
                stack.getClientTransactionTableSize(),
                stack.getServerTransactionTableSize(),
                listeners.values().stream().mapToInt(Listener::connections).sum(),
                users.waiting(),
                counts.requestsIn.sum(),
                counts.requestsOut.sum(),
                counts.retransmissionsIn.sum(),
                counts.retransmissionsOut.sum(),
                counts.malformed.sum(),
                counts.lostEvents.sum(),
                counts.refused.sum(),
                counts.oversized.sum(),
                counts.tlsFailures.sum(),
                counts.strayResponses.sum());
    }
}
