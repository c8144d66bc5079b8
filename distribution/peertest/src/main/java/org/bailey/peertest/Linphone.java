package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A linphone room: answers every call, plays a tone as its microphone and records its loudspeaker. H.264 video. */
public final class Linphone extends Peer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String EAR = "ear";
    private static final String MOUTH = "mouth";

    private final String uri;
    private final Path heard;

    private Linphone(Path folder, Map<String, String> environment, String uri, Path heard) {
        super(
                "linphone",
                folder,
                List.of(
                        Debian.program("linphone-daemon", "linphone-cli").toString(),
                        "--config",
                        folder.resolve("linphonerc").toString(),
                        "--log",
                        folder.resolve("daemon.log").toString(),
                        "--auto-answer",
                        "-C",
                        "-D"),
                environment);
        this.uri = uri;
        this.heard = heard;
    }

    /** Starts a room; UDP or TCP. */
    public static Linphone start(Stage stage, String user, Transport transport, int port, int toneHz) {
        Debian.file(Path.of("/etc/alsa/conf.d/50-pulseaudio.conf"), "libasound2-plugins");
        Path folder = stage.folder(user);
        int rtp = Ports.block(4);
        stage.write(
                user,
                "linphonerc",
                Template.fill(
                        "linphone/linphonerc",
                        Map.of(
                                "UDP",
                                transport == Transport.UDP ? port : 0,
                                "TCP",
                                transport == Transport.TCP ? port : 0,
                                "USER",
                                user,
                                "PORT",
                                port,
                                "TRANSPORT",
                                transport.word(),
                                "RTP",
                                rtp,
                                "RTP_VIDEO",
                                rtp + 2)));
        stage.write(user, ".asoundrc", "pcm.!default pulse\nctl.!default pulse\n");
        try {
            Files.createDirectories(folder.resolve(".local/share/linphone"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> environment = soundServer(stage, folder, toneHz);
        Path heard = folder.resolve("heard.wav");
        stage.add(new Peer(
                "recorder",
                folder,
                List.of(
                        Debian.program("parec", "pulseaudio-utils").toString(),
                        "-d",
                        EAR + ".monitor",
                        "--file-format=wav",
                        "--rate=16000",
                        "--channels=1",
                        "--latency-msec=50",
                        heard.toString()),
                environment));
        String uri = "sip:" + user + "@127.0.0.1:" + port + ";transport=" + transport.word();
        Linphone linphone = stage.add(new Linphone(folder, environment, uri, heard));
        if (transport == Transport.TCP) {
            Sockets.awaitTcpListener(linphone, port);
        } else {
            Sockets.awaitUdp(linphone, port);
        }
        return linphone;
    }

    /** A private PulseAudio: a sine as microphone, and a loudspeaker nobody hears. */
    private static Map<String, String> soundServer(Stage stage, Path folder, int toneHz) {
        // a socket's path may have 107 characters; the stage's folders are longer
        Path socket = Path.of(System.getProperty("java.io.tmpdir"), "peertest-" + Ports.next() + ".pulse");
        Map<String, String> environment = Map.of(
                "HOME",
                folder.toString(),
                "XDG_RUNTIME_DIR",
                folder.toString(),
                "PULSE_RUNTIME_PATH",
                folder.toString(),
                "PULSE_SERVER",
                "unix:" + socket,
                "PULSE_SINK",
                EAR,
                "PULSE_SOURCE",
                MOUTH);
        Peer server = stage.add(new Peer(
                "pulseaudio",
                folder,
                List.of(
                        Debian.program("pulseaudio", "pulseaudio").toString(),
                        "-n",
                        "--daemonize=no",
                        "--exit-idle-time=-1",
                        "--use-pid-file=no",
                        "--system=no",
                        "-L",
                        "module-native-protocol-unix socket=" + socket + " auth-anonymous=1",
                        "-L",
                        "module-null-sink sink_name=" + EAR,
                        "-L",
                        "module-sine-source source_name=" + MOUTH + " frequency=" + toneHz),
                environment));
        Await.until(PATIENCE, "PulseAudio's socket " + socket, () -> {
            if (!server.alive()) {
                throw new AssertionError("PulseAudio ended:\n" + server.tail());
            }
            return Files.exists(socket);
        });
        return environment;
    }

    /** Where it can be called. */
    public String uri() {
        return uri;
    }

    /** Calls somebody. */
    public void call(String who) {
        say("call " + who);
    }

    /** Ends its call. */
    public void terminate() {
        say("terminate");
    }

    /** Waits until it has heard half a second of nothing but that tone, from now on. */
    public void awaitTone(int hz) {
        Await.until(
                PATIENCE,
                uri + " to hear " + hz + " Hz",
                () -> Files.exists(heard)
                        && Sound.read(heard).last(Duration.ofMillis(500)).isTone(hz));
    }
}
