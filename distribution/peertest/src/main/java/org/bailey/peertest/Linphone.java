package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A linphone room: answers every call, plays a tone as its microphone and records its loudspeaker. H.264 video. */
public final class Linphone extends Peer {
    private static final Pattern KEY = Pattern.compile("AES_CM_128_HMAC_SHA1_80 inline:([A-Za-z0-9+/]{40})");

    private final Path folder;
    private final String uri;
    private final SoundServer sound;

    private Linphone(Path folder, SoundServer sound, String uri) {
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
                sound.environment());
        this.folder = folder;
        this.uri = uri;
        this.sound = sound;
    }

    /** Describes a room that is not encrypted and has no ICE; UDP or TCP. {@link Setup#start} starts it. */
    public static Setup named(String user, Transport transport, int port, int toneHz) {
        return new Setup(user, transport, port, toneHz, "none", false, true, port);
    }

    /**
     * What a room is started with.
     *
     * @param encryption {@code none} or {@code srtp}
     * @param next port of 127.0.0.1 its own calls go to
     */
    public record Setup(
            String user,
            Transport transport,
            int port,
            int toneHz,
            String encryption,
            boolean ice,
            boolean keepsKeys,
            int next) {
        /** Offers and takes keys. */
        public Setup encrypting() {
            return new Setup(user, transport, port, toneHz, "srtp", ice, keepsKeys, next);
        }

        /** Offers and takes candidates. */
        public Setup withIce() {
            return new Setup(user, transport, port, toneHz, encryption, true, keepsKeys, next);
        }

        /** Makes new keys for every offer and answer. */
        public Setup changingKeys() {
            return new Setup(user, transport, port, toneHz, encryption, ice, false, next);
        }

        /** Calls through the appliance. */
        public Setup behind(Gateway gateway) {
            return new Setup(user, transport, port, toneHz, encryption, ice, keepsKeys, gateway.standard());
        }

        /** Starts the room on {@code stage}. */
        public Linphone start(Stage stage) {
            Path folder = stage.folder(user);
            int rtp = Ports.block(4);
            Map<String, Object> values = new HashMap<>(Map.of("USER", user, "PORT", port, "NEXT", next));
            values.put("UDP", transport == Transport.UDP ? port : 0);
            values.put("TCP", transport == Transport.TCP ? port : 0);
            values.put("TRANSPORT", transport.word());
            values.put("RTP", rtp);
            values.put("RTP_VIDEO", rtp + 2);
            values.put("ENCRYPTION", encryption);
            values.put("FIREWALL", ice ? 3 : 0);
            values.put("KEEP", keepsKeys ? 1 : 0);
            stage.write(user, "linphonerc", Template.fill("linphone/linphonerc", values));
            try {
                Files.createDirectories(folder.resolve(".local/share/linphone"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            SoundServer sound = SoundServer.start(stage, user, toneHz);
            String uri = "sip:" + user + "@127.0.0.1:" + port + ";transport=" + transport.word();
            Linphone linphone = stage.add(new Linphone(folder, sound, uri));
            if (transport == Transport.TCP) {
                Sockets.awaitTcpListener(linphone, port);
            } else {
                Sockets.awaitUdp(linphone, port);
            }
            return linphone;
        }
    }

    /** Where it can be called. */
    public String uri() {
        return uri;
    }

    /** Calls somebody. */
    public void call(String who) {
        say("call " + who);
    }

    /** Holds the call. */
    public void hold() {
        say("call-pause");
    }

    /** Takes its first call back from hold. */
    public void resume() {
        say("call-resume 1");
    }

    /** The master keys of AES_CM_128_HMAC_SHA1_80 in what it sent and got so far. */
    public Set<String> keys() {
        try {
            return KEY.matcher(Files.readString(folder.resolve("daemon.log"), StandardCharsets.ISO_8859_1))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends its call. */
    public void terminate() {
        say("terminate");
    }

    /** Waits until it has heard half a second of nothing but that tone, from now on. */
    public void awaitTone(int hz) {
        sound.awaitTone(uri, hz);
    }

    @Override
    public void close() {
        super.close();
        sound.close();
    }
}
