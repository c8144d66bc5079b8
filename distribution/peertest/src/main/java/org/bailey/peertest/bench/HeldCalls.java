package org.bailey.peertest.bench;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bailey.peertest.Appliance;
import org.bailey.peertest.Await;
import org.bailey.peertest.Ports;
import org.bailey.peertest.Sipp;
import org.bailey.peertest.Stage;
import org.bailey.peertest.Transport;

/** Calls of sound and pictures that sipp holds until the operator ends them, and where their packets go. */
final class HeldCalls implements AutoCloseable {
    private static final int CALLS_PER_SECOND = 20;
    private static final Pattern MESSAGE =
            Pattern.compile("(?:UDP|TCP) message (received|sent).*?\\R\\R(.*?)(?=\\R----------|\\z)", Pattern.DOTALL);
    private static final Pattern HELD = Pattern.compile("(?m)^To:.*?sip:held-(\\d+)@");
    private static final Pattern LINE = Pattern.compile("(?m)^m=(audio|video) (\\d+) RTP/SAVP (\\d+)");
    private static final Pattern KEY =
            Pattern.compile("(?m)^a=crypto:\\d+ AES_CM_128_HMAC_SHA1_80 inline:([A-Za-z0-9+/=]+)");
    private static final int SOUND_BYTES = 172;
    private static final int SOUND_MICROS = 20_000;
    private static final int PICTURE_BYTES = 1000;
    private static final int PICTURE_MICROS = 1_000_000 / 60;

    private final Stage stage;
    private final Subject gateway;
    private final Appliance appliance;
    private final int count;
    private final String callerKey = key();
    private final String calleeKey = key();
    private final int portA = Ports.block(2);
    private final int portB = Ports.block(2);
    private final Sipp callee;
    private final Sipp caller;
    private final Set<String> ids;

    HeldCalls(Stage stage, Subject gateway, Appliance appliance, int calleePort, int count) {
        this.stage = stage;
        this.gateway = gateway;
        this.appliance = appliance;
        this.count = count;
        callee = Sipp.playing("live-answer")
                .over(Transport.TCP)
                .at("127.0.0.1", calleePort)
                .with("-key", "mediakey", calleeKey, "-key", "numbered", Integer.toString(portB))
                .with("-deadcall_wait", "0", "-buff_size", "8000000")
                .start(stage);
        org.bailey.peertest.Sockets.awaitTcpListener(callee, calleePort);
        caller = Sipp.playing("live-call")
                .calling("held", "127.0.0.1:" + gateway.port())
                .calls(count)
                .with("-key", "domain", gateway.domain(), "-key", "mediakey", callerKey)
                .with("-key", "numbered", Integer.toString(portA))
                .with("-r", Integer.toString(CALLS_PER_SECOND), "-l", Integer.toString(count))
                .with("-deadcall_wait", "0", "-buff_size", "8000000")
                .start(stage);
        ids = Await.value(
                Duration.ofSeconds(30 + count / CALLS_PER_SECOND),
                () -> count + " calls to be up; " + live().size() + " are; " + caller.tail(),
                () -> Optional.of(live()).filter(up -> up.size() == count));
    }

    private static String key() {
        byte[] key = new byte[30];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private Set<String> live() {
        return appliance.liveCalls().stream()
                .filter(call -> call.toString().contains("held-"))
                .map(call -> call.getString("id"))
                .collect(Collectors.toSet());
    }

    /** {@return how many of them are not up any more} */
    int lost() {
        Set<String> now = live();
        return (int) ids.stream().filter(id -> !now.contains(id)).count();
    }

    int count() {
        return count;
    }

    /** Begins to send numbered packets through all of them, both ways. */
    Numbered talk(Path program) {
        List<String> flows = new ArrayList<>();
        Map<String, String> fromCaller = answers(caller.messages(), "SIP/2.0 200");
        Map<String, String> fromCallee = answers(callee.messages(), "INVITE ");
        if (fromCaller.size() != count || fromCallee.size() != count) {
            throw new IllegalStateException(
                    "of " + count + " calls " + fromCaller.size() + " and " + fromCallee.size() + " have descriptions");
        }
        fromCaller.forEach((number, near) -> {
            List<Line> nearLines = lines(near);
            List<Line> farLines = lines(Objects.requireNonNull(fromCallee.get(number), number));
            for (int i = 0; i < nearLines.size(); i++) {
                flows.add(flow("A", nearLines.get(i), callerKey, farLines.get(i), calleeKey));
                flows.add(flow("B", farLines.get(i), calleeKey, nearLines.get(i), callerKey));
            }
        });
        Path file = stage.write("stream", "flows", String.join("\n", flows) + "\n");
        return new Numbered(program, stage.folder("stream"), file, portA, portB);
    }

    private record Line(String kind, int port, int type, String key) {}

    /** What the gateway said of a description's lines. */
    private static List<Line> lines(String message) {
        List<Line> lines = new ArrayList<>();
        Matcher line = LINE.matcher(message);
        Matcher key = KEY.matcher(message);
        while (line.find() && key.find(line.end())) {
            lines.add(new Line(
                    line.group(1), Integer.parseInt(line.group(2)), Integer.parseInt(line.group(3)), key.group(1)));
        }
        if (lines.size() != 2) {
            throw new IllegalStateException("not sound and pictures, both encrypted:\n" + message);
        }
        return lines;
    }

    private static String flow(String side, Line to, String sendKey, Line from, String farKey) {
        boolean sound = to.kind().equals("audio");
        return String.join(
                " ",
                side,
                Integer.toString(to.port()),
                hex(sendKey),
                "10",
                Integer.toString(from.port()),
                hex(from.key()),
                "10",
                Integer.toString(to.type()),
                Integer.toString(sound ? SOUND_BYTES : PICTURE_BYTES),
                Integer.toString(sound ? SOUND_MICROS : PICTURE_MICROS));
    }

    private static String hex(String base64) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }

    /** The first message with a description that came for each call and begins so. */
    private static Map<String, String> answers(String messages, String begins) {
        Map<String, String> found = new TreeMap<>();
        Matcher each = MESSAGE.matcher(messages);
        while (each.find()) {
            Matcher held = HELD.matcher(each.group(2));
            if (each.group(1).equals("received") && each.group(2).startsWith(begins) && held.find()) {
                found.putIfAbsent(held.group(1), each.group(2));
            }
        }
        return found;
    }

    /** {@return how many more INVITEs came for these calls than began them} */
    int reinvites() {
        return invites(callee.messages()) - count + invites(caller.messages());
    }

    private static int invites(String messages) {
        int found = 0;
        Matcher each = MESSAGE.matcher(messages);
        while (each.find()) {
            String message = each.group(2);
            if (each.group(1).equals("received") && message.startsWith("INVITE ") && message.contains("sip:held-")) {
                found++;
            }
        }
        return found;
    }

    /** The operator ends them. {@return how many did not end in order} */
    int hangUp() {
        ids.forEach(id -> appliance.rest().delete("/api/v1/calls/" + id));
        int code = caller.awaitEnd(Duration.ofSeconds(60));
        return code == 0 ? 0 : count;
    }

    @Override
    public void close() {
        caller.close();
        callee.close();
    }
}
