package org.bailey.media.provider;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.bailey.ice.IceAgent;
import org.bailey.ice.IceOut;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;

/** The agent of the end that does not choose hears no STUN while it is deaf, and does not notice. */
final class OneEndDeaf implements IceAgent {
    volatile boolean deaf;
    volatile boolean consented;
    volatile boolean failed;
    private final IceAgent agent;

    OneEndDeaf(IceAgent agent) {
        this.agent = agent;
    }

    @Override
    public void remote(IceSession session, RemoteIce remote, long nanos, IceOut out) {
        agent.remote(session, remote, nanos, out);
    }

    @Override
    public void received(
            IceSession session, int base, ByteBuffer message, InetSocketAddress from, long nanos, IceOut out) {
        if (deaf && !session.controlling) {
            return;
        }
        agent.received(session, base, message, from, nanos, out);
        if (session.controlling) {
            consented = session.components.stream().allMatch(component -> component.consents > 0);
        }
    }

    @Override
    public void elapsed(IceSession session, long nanos, IceOut out) {
        if (deaf && !session.controlling) {
            return;
        }
        agent.elapsed(session, nanos, out);
        failed |= session.state == IceSession.State.FAILED;
    }

    @Override
    public void grown(IceSession session, long nanos, IceOut out) {
        agent.grown(session, nanos, out);
    }

    @Override
    public void lost(IceSession session, int base, String reason, long nanos, IceOut out) {
        agent.lost(session, base, reason, nanos, out);
    }

    @Override
    public void connection(IceSession session, int base, InetSocketAddress peer, boolean open, long nanos, IceOut out) {
        agent.connection(session, base, peer, open, nanos, out);
    }
}
