package org.bailey.peertest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A private PulseAudio for one peer: a sine as its microphone, and a loudspeaker nobody hears but a recorder. */
final class SoundServer implements AutoCloseable {
    private static final String EAR = "ear";
    private static final String MOUTH = "mouth";

    private final Map<String, String> environment;
    private final Path recording;
    private final Peer server;
    private final Peer recorder;

    private SoundServer(Map<String, String> environment, Path recording, Peer server, Peer recorder) {
        this.environment = environment;
        this.recording = recording;
        this.server = server;
        this.recorder = recorder;
    }

    /** Starts the server; the peer's ALSA device {@code default} is its microphone and its loudspeaker. */
    static SoundServer start(Stage stage, String peer, int toneHz) {
        Debian.file(Path.of("/etc/alsa/conf.d/50-pulseaudio.conf"), "libasound2-plugins");
        Path folder = stage.folder(peer);
        stage.write(peer, ".asoundrc", "pcm.!default pulse\nctl.!default pulse\n");
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
                        "module-null-sink rate=16000 channels=1 sink_name=" + EAR,
                        "-L",
                        "module-sine-source source_name=" + MOUTH + " frequency=" + toneHz),
                environment));
        Await.until(Await.PATIENCE, "PulseAudio's socket " + socket, () -> {
            if (!server.alive()) {
                throw new AssertionError("PulseAudio ended:\n" + server.tail());
            }
            return Files.exists(socket);
        });
        Path recording = folder.resolve("heard.wav");
        Peer recorder = stage.add(new Peer(
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
                        recording.toString()),
                environment));
        return new SoundServer(environment, recording, server, recorder);
    }

    /** What the peer has to be started with. */
    Map<String, String> environment() {
        return environment;
    }

    /** All that came out of the loudspeaker so far; it is silent while nobody speaks. */
    Sound heard() {
        return Files.exists(recording) ? Sound.read(recording) : Sound.NONE;
    }

    /** Waits until half a second of nothing but that tone has come, from now on. */
    void awaitTone(String who, int hz) {
        Await.until(Await.PATIENCE, who + " to hear " + hz + " Hz", new FreshTone(this::heard, hz));
    }

    /** Waits until silence comes. */
    void awaitSilence(String who) {
        Await.until(Await.PATIENCE, who + " to hear nothing", new Silence(this::heard));
    }

    /** Ends it with its peer: another one of that name records into the same file. */
    @Override
    public void close() {
        recorder.close();
        server.close();
    }
}
