package org.bailey.peertest;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A baresip phone: plays a tone, records what it hears, and does what its control port says. */
public final class Baresip extends Peer {
    private static final double ALIKE = 0.9;

    private final BaresipControl control;
    private final String uri;
    private final int port;
    private final Path folder;
    private final SoundServer sound;

    private Baresip(Path folder, SoundServer sound, String name, String uri, int port, int controlPort) {
        super(
                name,
                folder,
                List.of(Debian.program("baresip", "baresip-core").toString(), "-4", "-s", "-f", folder.toString()),
                sound.environment());
        this.uri = uri;
        this.port = port;
        this.folder = folder;
        this.sound = sound;
        awaitOutput(Await.PATIENCE, "baresip is ready");
        this.control = new BaresipControl(controlPort);
    }

    /** Describes the phone; {@link Setup#start} starts it. */
    public static Setup named(String user) {
        return new Setup(user, Ports.next());
    }

    /** What a phone is started with; what changes one gives another, so that one can serve for several. */
    public static final class Setup {
        private String user;
        private Transport transport = Transport.UDP;
        private int toneHz = 440;
        private boolean video;
        private String answerMode = "manual";
        private String accountOptions = "";
        private int port;
        private String network = "127.0.0.1";
        private Optional<Pki.Identity> identity = Optional.empty();
        private Optional<Bind> names = Optional.empty();

        private Setup(String user, int port) {
            this.user = user;
            this.port = port;
        }

        private Setup but(Consumer<Setup> change) {
            var other = new Setup(user, port);
            other.transport = transport;
            other.toneHz = toneHz;
            other.video = video;
            other.answerMode = answerMode;
            other.accountOptions = accountOptions;
            other.network = network;
            other.identity = identity;
            other.names = names;
            change.accept(other);
            return other;
        }

        /** Signals over {@code transport}. */
        public Setup over(Transport transport) {
            return but(phone -> phone.transport = transport);
        }

        /** Plays a sine of {@code hz}. */
        public Setup playing(int hz) {
            return but(phone -> phone.toneHz = hz);
        }

        /** Has a camera: H.264. */
        public Setup withVideo() {
            return but(phone -> phone.video = true);
        }

        /** Listens there, over TLS one above. */
        public Setup at(int port) {
            return but(phone -> phone.port = port);
        }

        /** Has its media at this address of the machine; baresip's ICE does without the loopback. */
        public Setup at(String network) {
            return but(phone -> phone.network = network);
        }

        /** Calls through the appliance. */
        public Setup behind(Gateway gateway) {
            int next = gateway.standard() + (transport == Transport.TLS ? 1 : 0);
            return with(";outbound=\"sip:127.0.0.1:" + next + ";transport=" + transport.word() + "\"")
                    .asking(gateway.names());
        }

        /** Registers its user in {@code domain} at a registrar of 127.0.0.1, over TCP, and calls through it. */
        public Setup registeredAt(String domain, int registrar) {
            return with(";outbound=\"sip:127.0.0.1:" + registrar + ";transport=tcp\"")
                    .but(phone -> phone.user = user + "@" + domain);
        }

        /** Resolves names there; the machine's own name servers and {@code /etc/hosts} do not count. */
        public Setup asking(Bind server) {
            return but(phone -> phone.names = Optional.of(server));
        }

        /** Takes every call at once. */
        public Setup answering() {
            return but(phone -> phone.answerMode = "auto");
        }

        /** Adds account parameters in baresip's form, such as {@code ;outbound="sip:127.0.0.1:5060"}. */
        public Setup with(String options) {
            return but(phone -> phone.accountOptions += options);
        }

        /** Shows this certificate, and checks others with its authority. */
        public Setup as(Pki.Identity who) {
            return but(phone -> phone.identity = Optional.of(who));
        }

        /** Starts the phone on {@code stage}. */
        public Baresip start(Stage stage) {
            Path folder = stage.folder(user);
            int control = Ports.next();
            int rtp = Ports.block(12);
            try {
                Files.writeString(folder.resolve("contacts"), "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            stage.write(
                    user,
                    "config",
                    Template.fill(
                            "baresip/config",
                            Map.of(
                                    "LISTEN",
                                    port,
                                    "TLS",
                                    identity.map(i -> "sip_certificate " + i.both() + "\nsip_cafile " + i.authority())
                                            .orElse(""),
                                    "NETWORK",
                                    network,
                                    "TONE",
                                    toneHz,
                                    "PICTURE",
                                    video ? Picture.moving() : "none",
                                    "RTP",
                                    rtp + "-" + (rtp + 11),
                                    "NAMES",
                                    names.map(server -> "dns_server 127.0.0.1:" + server.port())
                                            .orElse(""),
                                    "VIDEO",
                                    video
                                            ? "module avcodec.so\nmodule swscale.so\nmodule avformat.so\n"
                                                    + "module fakevideo.so\nmodule snapshot.so"
                                            : "",
                                    "CONTROL",
                                    control)));
            // baresip takes the next port for TLS
            int sip = transport == Transport.TLS ? port + 1 : port;
            boolean registers = user.contains("@");
            String address = registers ? user : user + "@127.0.0.1:" + sip;
            String uri = "sip:" + address + ";transport=" + transport.word();
            stage.write(
                    user,
                    "accounts",
                    "<" + uri + ">;regint=" + (registers ? 600 : 0) + ";ptime=20;answermode=" + answerMode
                            + ";audio_codecs=PCMU/8000/1,PCMA/8000/1,G722/16000/1"
                            + (video ? ";video_codecs=h264" : "") + accountOptions + "\n");
            return stage.add(new Baresip(folder, SoundServer.start(stage, user, toneHz), user, uri, sip, control));
        }
    }

    /** Its SIP port. */
    public int port() {
        return port;
    }

    /** Where it can be called. */
    public String uri() {
        return uri;
    }

    /** Calls {@code target}. */
    public Baresip dial(String target) {
        control.command("dial", target);
        return this;
    }

    /** Waits for ringing. */
    public Baresip awaitIncoming() {
        return awaitEvent("CALL_INCOMING");
    }

    /** Takes the ringing call. */
    public Baresip accept() {
        control.command("accept", "");
        return this;
    }

    /** Waits until the call stands. */
    public Baresip awaitEstablished() {
        return awaitEvent("CALL_ESTABLISHED");
    }

    /** Waits for the end of the call and returns the reason baresip gives. */
    public String awaitClosed() {
        return event("CALL_CLOSED").getString("param", "");
    }

    /** Waits for an event of this type, whenever it came; each event is found once. */
    public Baresip awaitEvent(String type) {
        event(type);
        return this;
    }

    private JsonObject event(String type) {
        return Await.value(Await.PATIENCE, () -> uri + " to report " + type + ", got " + control.seen(), () -> {
            if (!alive()) {
                throw new AssertionError("baresip ended: " + tail());
            }
            return control.take(type);
        });
    }

    /** Holds the call. */
    public void hold() {
        control.command("hold", "");
    }

    /** Takes the call back from hold. */
    public void resume() {
        control.command("resume", "");
    }

    /** Ends the call. */
    public void hangup() {
        control.command("hangup", "");
    }

    /** Sends a re-INVITE with this direction for video: {@code inactive, sendonly, recvonly, sendrecv}. */
    public void videoDirection(String direction) {
        control.command("video_dir", direction);
    }

    /** What baresip says about its call: state, codecs, packets. */
    public String callStatus() {
        return control.command("callstat", "");
    }

    /** Keeps the picture it sees as PNG in its folder; false as long as there is none, or one of a single colour. */
    public boolean snapshot() {
        // relative: baresip cuts long file names
        control.command("snapshot_recv", "seen.png");
        return Picture.showsSomething(folder.resolve("seen.png"));
    }

    /** Waits until it has seen so many pictures from now on, each as it was drawn and later than the one before. */
    public List<Integer> awaitPictures(int pictures) {
        Path file = folder.resolve("seen.png");
        List<Integer> numbers = new ArrayList<>();
        return Await.value(Await.PATIENCE, () -> uri + " to see " + pictures + " pictures, it saw " + numbers, () -> {
            control.command("snapshot_recv", "seen.png");
            Picture.seen(file)
                    .filter(seen -> seen.likeness() > ALIKE)
                    .filter(seen -> numbers.isEmpty() || seen.number() > numbers.get(numbers.size() - 1))
                    .ifPresent(seen -> numbers.add(seen.number()));
            return numbers.size() >= pictures ? Optional.of(numbers) : Optional.empty();
        });
    }

    /** Waits until half a second of nothing but that tone has come out of its loudspeaker, from now on. */
    public void awaitTone(int hz) {
        sound.awaitTone(uri, hz);
    }

    /** Waits until its loudspeaker is silent for a while. */
    public void awaitSilence() {
        sound.awaitSilence(uri);
    }

    @Override
    public void close() {
        control.close();
        super.close();
        sound.close();
    }
}
