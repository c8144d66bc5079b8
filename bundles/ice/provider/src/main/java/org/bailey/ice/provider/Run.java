package org.bailey.ice.provider;

import java.nio.ByteBuffer;
import org.bailey.ice.IceComponent;
import org.bailey.ice.IceOut;
import org.bailey.ice.IcePair;
import org.bailey.ice.IceProven;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.jspecify.annotations.Nullable;

/** One call into the agent: what it is about, when it is, and what can be done. */
record Run(IceSession session, long nanos, IceOut out, IceSettings settings) {
    private static final int MOST_PROVEN = 64;
    private static final int MESSAGE_BYTES = 1400;

    RemoteIce remote() {
        RemoteIce remote = session.remote;
        if (remote == null) {
            throw new IllegalStateException("no check is made before the peer's description");
        }
        return remote;
    }

    Dialect dialect() {
        return Dialect.of(remote().dialect());
    }

    /** Empty, with room for a relay's header before its position. */
    static ByteBuffer buffer() {
        return ByteBuffer.allocate(IceOut.HEADROOM + MESSAGE_BYTES).position(IceOut.HEADROOM);
    }

    @Nullable
    IceComponent component(int number) {
        for (IceComponent component : session.components) {
            if (component.number == number) {
                return component;
            }
        }
        return null;
    }

    /** For people; the oldest go when there are too many. */
    void step(String what) {
        if (session.steps.size() >= IceSession.STEPS) {
            session.steps.remove(0);
        }
        String when = session.remote == null ? "" : " after " + (nanos - session.startedNanos) / 1_000_000 + " ms";
        session.steps.add(what + when);
    }

    void proven(IcePair pair) {
        proven(pair.component(), pair.base, pair.remote.address());
    }

    void proven(int component, int base, java.net.InetSocketAddress from) {
        if (session.proven.size() < MOST_PROVEN && session.proven.add(new IceProven(base, from))) {
            out.proven(component, base, from);
        }
    }
}
