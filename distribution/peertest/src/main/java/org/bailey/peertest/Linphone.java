package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A linphone room: answers every call, plays a tone as its microphone and records its loudspeaker. H.264 video. */
public final class Linphone extends Peer {
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
        this.uri = uri;
        this.sound = sound;
    }

    /** Starts a room; UDP or TCP. */
    public static Linphone start(Stage stage, String user, Transport transport, int port, int toneHz) {
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
        sound.awaitTone(uri, hz);
    }
}
