package org.bailey.ice.provider;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bailey.ice.IceAgent;
import org.bailey.ice.IceDialect;

/** Two agents of ours in one simulated network. */
final class Two {
    final Net net;
    final SimulatedHost a;
    final SimulatedHost b;

    Two(IceDialect dialect, Net.Nat one, Net.Nat other, boolean relay) {
        this(new FullIceAgent(Settings.DEFAULT), dialect, one, other, relay);
    }

    Two(IceAgent agent, IceDialect dialect, Net.Nat one, Net.Nat other, boolean relay) {
        net = new Net(42);
        a = new SimulatedHost(net, agent, "a", 1, one, dialect, 2, relay);
        b = new SimulatedHost(net, agent, "b", 2, other, dialect, 2, relay);
    }

    /** {@code a} controls. */
    Two meet() {
        return meet(true);
    }

    private Two meet(boolean controls) {
        b.meet(a, !controls);
        a.meet(b, controls);
        return this;
    }

    Two connect() {
        return connect(true);
    }

    /** @param controls whether {@code a} chooses */
    Two connect(boolean controls) {
        meet(controls);
        assertTrue(net.run(15_000, () -> a.completed > 0 && b.completed > 0), a + "\n" + b);
        return this;
    }
}
