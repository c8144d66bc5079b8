package org.bailey.ice.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bailey.ice.IceDialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesTest {
    @ParameterizedTest
    @CsvSource({"STANDARD, true", "STANDARD, false", "MICROSOFT, true", "MICROSOFT, false"})
    void twoThatBothOrNeitherWantToControlAgree(IceDialect dialect, boolean controlling) {
        for (int seed = 0; seed < 20; seed++) {
            var net = new Net(seed);
            var agent = new FullIceAgent(Settings.DEFAULT);
            var a = new SimulatedHost(net, agent, "a", 1, Net.Nat.NONE, dialect, 2, false);
            var b = new SimulatedHost(net, agent, "b", 2, Net.Nat.RESTRICTED, dialect, 2, false);
            a.meet(b, controlling);
            net.run(seed);
            b.meet(a, controlling);
            assertTrue(net.run(15_000, () -> a.connected() && b.connected()), a + "\n" + b);
            assertTrue(a.session.controlling != b.session.controlling);
            boolean aGreater = Long.compareUnsigned(a.session.tieBreaker, b.session.tieBreaker) > 0;
            assertEquals(aGreater, a.session.controlling, "the greater tie-breaker controls");
            assertTrue(
                    (a.session.steps + " " + b.session.steps).contains("role conflict"),
                    a.session.steps + " " + b.session.steps);
        }
    }
}
