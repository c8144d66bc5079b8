package org.bailey.ice.provider;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.bailey.ice.IceAgent;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceOut;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.bailey.optionkey.OptionKey;
import org.bailey.stun.MalformedStun;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunMessage;
import org.bailey.stun.StunMethod;
import org.bailey.system.StoredSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** A full agent (RFC 8445 section 2.5): one state machine, what differs between dialects is a {@link Dialect}. */
@Component(configurationPid = "org.bailey.ice")
@Designate(ocd = IceConfig.class)
public final class FullIceAgent implements IceAgent {
    private static final StoredSettings<IceConfig, IceSettings> STORED =
            new StoredSettings<>("org.bailey.ice", IceConfig.class, IceSettings::from);

    private volatile IceSettings settings;

    @Activate
    public FullIceAgent(IceConfig config, @Reference(target = "(bailey.feature=microsoft-interop)") OptionKey key) {
        this(config);
    }

    FullIceAgent(IceConfig config) {
        this(STORED.begin(config));
    }

    FullIceAgent(IceSettings settings) {
        this.settings = settings;
    }

    @Modified
    void reconfigure(IceConfig config) {
        settings = STORED.change(settings, config);
    }

    @Override
    public void remote(IceSession session, RemoteIce remote, long nanos, IceOut out) {
        var run = new Run(session, nanos, out, settings);
        Descriptions.received(run, remote);
        proceed(run);
    }

    @Override
    public void received(
            IceSession session, int base, ByteBuffer message, InetSocketAddress from, long nanos, IceOut out) {
        var run = new Run(session, nanos, out, settings);
        if (base < 0 || base >= session.bases.size()) {
            throw new IndexOutOfBoundsException("no base " + base + " of " + session.bases.size());
        }
        if (!StunMessage.looksLike(message)) {
            // before anything is thrown: in a flood that costs more than all the rest
            Refusals.count(run, () -> "a message from " + Words.place(from) + " is no STUN");
            return;
        }
        try {
            if (!message(run, base, parsed(session, message), from)) {
                return;
            }
        } catch (MalformedStun e) {
            Refusals.count(run, () -> "a message from " + Words.place(from) + " is no STUN, " + e.getMessage());
            return;
        }
        proceed(run);
    }

    private static StunMessage parsed(IceSession session, ByteBuffer message) throws MalformedStun {
        RemoteIce remote = session.remote;
        return remote != null && remote.dialect() == IceDialect.STANDARD
                ? StunMessage.parse(message)
                : StunMessage.parseMicrosoft(message);
    }

    private static boolean message(Run run, int base, StunMessage message, InetSocketAddress from)
            throws MalformedStun {
        if (message.method() != StunMethod.BINDING) {
            Refusals.count(run, () -> Words.place(from) + " sent " + StunMethod.name(message.method()));
            return false;
        }
        if (message.has(StunAttribute.FINGERPRINT) && message.fingerprint().isEmpty()) {
            Refusals.count(run, () -> "a message from " + Words.place(from) + " has a wrong fingerprint");
            return false;
        }
        switch (message.type()) {
            case REQUEST -> Requests.received(run, base, message, from);
            case SUCCESS, ERROR -> Answers.received(run, base, message, from);
            case INDICATION -> {
                return false; // a keep-alive: it was enough that it came through
            }
        }
        return true;
    }

    @Override
    public void elapsed(IceSession session, long nanos, IceOut out) {
        proceed(new Run(session, nanos, out, settings));
    }

    @Override
    public void grown(IceSession session, long nanos, IceOut out) {
        var run = new Run(session, nanos, out, settings);
        if (session.remote != null) {
            CheckList.form(run, session.remotes, session.basesPaired);
            Losses.revive(run);
            proceed(run);
        }
    }

    @Override
    public void lost(IceSession session, int base, String reason, long nanos, IceOut out) {
        var run = new Run(session, nanos, out, settings);
        Losses.base(run, base, reason);
        proceed(run);
    }

    @Override
    public void connection(IceSession session, int base, InetSocketAddress peer, boolean open, long nanos, IceOut out) {
        var run = new Run(session, nanos, out, settings);
        Losses.connection(run, base, peer, open);
        proceed(run);
    }

    private static void proceed(Run run) {
        IceSession session = run.session();
        if (session.remote != null) {
            Checks.repeat(run);
            Losses.look(run);
            Checks.pace(run);
            Nomination.review(run);
            Deadlines.look(run);
            Upkeep.keep(run);
        }
        session.dueNanos = Deadlines.next(run);
    }
}
