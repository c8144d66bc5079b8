package org.bailey.ice.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceParameters;
import org.bailey.ice.RemoteIce;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections to libnice and from it, as screen sharing needs them. */
class NiceTcpTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @ParameterizedTest(name = "{0}, libnice {1}, we are {2}")
    @CsvSource({
        "MICROSOFT, controlling, active",
        "MICROSOFT, controlling, passive",
        "MICROSOFT, controlled, active",
        "MICROSOFT, controlled, passive",
        "STANDARD, controlling, active",
        "STANDARD, controlled, passive"
    })
    void mediaGoesBothWaysOverOneConnection(IceDialect dialect, String role, String end) throws Exception {
        boolean theyControl = role.equals("controlling");
        boolean active = end.equals("active");
        try (var nice = NicePeer.start(dialect, theyControl, "regular", 1, "tcp", "127.0.0.1");
                var host = new TcpHost(dialect, active, !active)) {
            IceParameters theirs = nice.description();
            nice.describe(host.session.local);
            host.remote(new RemoteIce(dialect, !theyControl, theirs));
            host.await("a pair", LONG, () -> host.completed > 0);
            assertEquals(
                    active ? Transport.TCP_PASSIVE : Transport.TCP_ACTIVE,
                    host.session.selected.get(0).remote().transport());
            host.await("ready", LONG, () -> nice.heard("state 1 ready"));
            host.say("hello");
            host.await("media there", LONG, () -> nice.heard("data 1 hello"));
            nice.say("send 1 hi");
            host.await("media here", LONG, () -> host.media.contains("hi"));
        }
    }
}
