package org.bailey.peertest;

import java.util.Map;

/**
 * An appliance between the two sides, all on this machine. The standard side speaks to it from 127.0.0.1 and is the domain
 * {@code video.test}; the Microsoft side is {@code lync.test}.
 *
 * @param standard port for UDP and TCP of the standard side; TLS is one above
 * @param microsoft port for TLS of the Microsoft side; TCP is one above
 * @param pki whom the appliance trusts and who signed its certificate
 * @param names a name server that knows the appliance's name
 * @param departure how the appliance goes
 */
public record Gateway(Appliance appliance, int standard, int microsoft, Pki pki, Bind names, Departure departure) {
    static final int MEDIA_PORTS = 60;

    /** What the appliance calls itself, in its certificate too. */
    public static final String NAME = "gateway.bailey.test";

    /** A gateway that is not started yet: {@link Plan#start}. */
    public static Plan plan(House house) {
        return plan(house.stage());
    }

    /** The same for one test alone. */
    public static Plan plan(Stage stage) {
        return new Plan(stage, new Pki(stage.folder("pki"), "Test authority"));
    }

    /** The configuration of a gateway, to be added to. Not safe for two threads. */
    public static final class Plan {
        private final Stage stage;
        private final Pki pki;
        private final Configuration configuration = new Configuration();
        private final int standard = Ports.block(2);
        private final int microsoft = Ports.block(2);
        private final int media = Ports.block(MEDIA_PORTS);

        private Plan(Stage stage, Pki pki) {
            this.stage = stage;
            this.pki = pki;
            Pki.Identity own = pki.identity(NAME, "127.0.0.1");
            configuration
                    .set("org.bailey.system", Map.of("hostName", "gateway", "domain", "bailey.test"))
                    .set(
                            "org.bailey.tls",
                            Map.of(
                                    "certificateFile", own.certificate(),
                                    "keyFile", own.key(),
                                    "trusted", own.authority()))
                    .set(
                            "org.bailey.media",
                            Map.of(
                                    "firstPort",
                                    media,
                                    "lastPort",
                                    media + MEDIA_PORTS - 1,
                                    "quarantineSeconds",
                                    0,
                                    "bindAddress",
                                    "127.0.0.1"))
                    .listener("standard-udp", Transport.UDP, standard)
                    .listener("standard-tcp", Transport.TCP, standard)
                    .listener("standard", Transport.TLS, standard + 1)
                    .listener("microsoft", Transport.TLS, microsoft)
                    .listener("microsoft-tcp", Transport.TCP, microsoft + 1)
                    .rule(".+@lync\\.test", Configuration.MICROSOFT);
        }

        /** The configuration so far. */
        public Configuration configuration() {
            return configuration;
        }

        /** Where certificates come from. */
        public Pki pki() {
            return pki;
        }

        /** Makes a zone {@code rooms} for {@code video.test} of what is at 127.0.0.1; nobody asks for its health. */
        public Plan rooms(Transport transport, int port) {
            String listener = transport == Transport.TLS ? "standard" : "standard-" + transport.word();
            configuration
                    .zone("rooms", transport, listener, "127.0.0.1:" + port)
                    .set("org.bailey.dialplan.zone~rooms", Map.of("monitor", false))
                    .rule(".+@video\\.test", "rooms");
            return this;
        }

        /** Port for UDP and TCP of the standard side. */
        public int standard() {
            return standard;
        }

        /** Port for TLS of the Microsoft side. */
        public int microsoft() {
            return microsoft;
        }

        /** Where the standard side reaches the appliance. */
        public String standardUri(Transport transport) {
            int port = standard + (transport == Transport.TLS ? 1 : 0);
            return "sip:127.0.0.1:" + port + ";transport=" + transport.word();
        }

        /** Lowest of its media ports. */
        int media() {
            return media;
        }

        /** Starts the appliance. */
        public Gateway start() {
            Bind names = Bind.start(stage, "bailey.test", "gateway IN A 127.0.0.1");
            Appliance appliance = Appliance.start(stage, configuration);
            return new Gateway(appliance, standard, microsoft, pki, names, stage.add(new Departure(appliance)));
        }
    }

    /**
     * Waits until no call is up and no media port in use. When the stage closes, nothing of any call may be left, such as
     * transactions, and no complaint in the log; that is waited for while the next tests play.
     *
     * @param mayComplainOf words of log lines that are all right
     */
    public void assertNothingLeft(String... mayComplainOf) {
        departure.want(mayComplainOf);
        departure.betweenTests();
    }
}
