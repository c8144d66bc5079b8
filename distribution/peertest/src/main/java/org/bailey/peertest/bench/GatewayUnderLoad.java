package org.bailey.peertest.bench;

import java.util.Map;
import org.bailey.peertest.Appliance;
import org.bailey.peertest.Configuration;
import org.bailey.peertest.Ports;
import org.bailey.peertest.Stage;
import org.bailey.peertest.Transport;

/** The appliance as the bench needs it: rooms over UDP, the Microsoft side over TCP, many media ports. */
final class GatewayUnderLoad {
    /** Below the ports the kernel gives to clients; two thousand held calls take eight thousand. */
    private static final int FIRST_MEDIA_PORT = 20_000;

    private static final int LAST_MEDIA_PORT = 32_500;

    private GatewayUnderLoad() {}

    static Subject start(Stage stage, int port, int callee) {
        return start(stage, configuration(port, callee), port);
    }

    static Subject start(Stage stage, Configuration configuration, int port) {
        // more from outside: a flight recording of what the processor time goes into
        String more = System.getenv().getOrDefault("BAILEY_JAVA_OPTS", "");
        Appliance appliance = Appliance.start(stage, configuration, "-Xms512m -Xmx512m " + more);
        return new Subject("bailey", appliance, port, "alice", "lync.test");
    }

    static Configuration configuration(int port, int callee) {
        return new Configuration()
                .listener("standard-udp", Transport.UDP, port)
                .listener("standard-tcp", Transport.TCP, port)
                .listener("standard", Transport.TLS, Ports.next())
                .listener("microsoft", Transport.TCP, Ports.next())
                .microsoft(Transport.TCP, "127.0.0.1", callee)
                .rule(".+@lync\\.test", Configuration.MICROSOFT)
                .set("org.bailey.b2bua", Map.of("monitor", false))
                .set("org.bailey.call", Map.of("maxCalls", 10_000, "unknownCallersPercent", 100, "pastCalls", 100))
                .set("org.bailey.sip", Map.of("maxTransactions", 1_000_000))
                .set("org.bailey.system", Map.of("hostName", "gateway", "domain", "bailey.test"))
                .set(
                        "org.bailey.media",
                        Map.of(
                                "firstPort",
                                FIRST_MEDIA_PORT,
                                "lastPort",
                                LAST_MEDIA_PORT,
                                "quarantineSeconds",
                                0,
                                "bindAddress",
                                "127.0.0.1"));
    }
}
