package org.bailey.media.provider.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** rtpengine without its kernel module, one thread. */
final class Rtpengine implements Subject {
    private static final int CONTROL = 21_990;
    private static final Pattern LINE = Pattern.compile("m=\\w+ (\\d+) ");
    private static final Pattern CRYPTO = Pattern.compile("a=crypto:(\\d+) (\\S+) inline:([A-Za-z0-9+/=]+)");
    private final Process process;
    private final NgClient control;
    private final Random random = new Random(2);
    private final List<String> calls = new ArrayList<>();
    private int made;

    Rtpengine() throws IOException {
        process = Machine.on(
                        Machine.RELAY,
                        List.of(
                                "rtpengine",
                                "--config-file=none",
                                "--table=-1",
                                "--interface=127.0.0.1",
                                "--listen-ng=127.0.0.1:" + CONTROL,
                                "--port-min=26000",
                                "--port-max=29999",
                                "--num-threads=1",
                                "--foreground",
                                "--log-level=2",
                                "--log-stderr",
                                "--timeout=3600",
                                "--silent-timeout=3600"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        control = new NgClient(CONTROL);
        control.await();
    }

    @Override
    public String name() {
        return "rtpengine";
    }

    @Override
    public List<Carried> carry(Load load, Way way, int portA, int portB) throws IOException {
        release();
        List<Carried> carried = new ArrayList<>();
        for (int i = 0; i < load.calls; i++) {
            String call = "bench-" + made++;
            calls.add(call);
            List<String> keysA = keys(load.lines, way.suiteA);
            List<String> keysB = keys(load.lines, way.suiteB);
            String toB = control.ask(Map.of(
                    "command",
                    "offer",
                    "call-id",
                    call,
                    "from-tag",
                    "a",
                    "ICE",
                    "remove",
                    "transport-protocol",
                    way.tagB() == 0 ? "RTP/AVP" : "RTP/SAVP",
                    "sdp",
                    description(portA, way.suiteA, keysA, List.of())));
            String toA = control.ask(Map.of(
                    "command", "answer",
                    "call-id", call,
                    "from-tag", "a",
                    "to-tag", "b",
                    "ICE", "remove",
                    "sdp", description(portB, way.suiteB, keysB, tags(toB, way.suiteB))));
            List<Integer> towardsA = ports(toA);
            List<Integer> towardsB = ports(toB);
            List<String> ofA = crypto(toA, way.suiteA, 3);
            List<String> ofB = crypto(toB, way.suiteB, 3);
            for (int line = 0; line < load.lines; line++) {
                carried.add(new Carried(
                        towardsA.get(line),
                        towardsB.get(line),
                        hex(keysA.get(line)),
                        way.tagA() == 0 ? "-" : hex(ofA.get(line)),
                        hex(keysB.get(line)),
                        way.tagB() == 0 ? "-" : hex(ofB.get(line))));
            }
        }
        return carried;
    }

    private List<String> keys(int count, String suite) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] key = new byte[30];
            random.nextBytes(key);
            keys.add(suite.equals("-") ? "-" : Base64.getEncoder().encodeToString(key));
        }
        return keys;
    }

    private static String description(int port, String suite, List<String> keys, List<String> tags) {
        var sdp = new StringBuilder("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n");
        for (int line = 0; line < keys.size(); line++) {
            boolean plain = suite.equals("-");
            sdp.append("m=audio ")
                    .append(port)
                    .append(plain ? " RTP/AVP" : " RTP/SAVP")
                    .append(" 0\r\n");
            sdp.append("a=rtcp:").append(port + 1).append("\r\na=sendrecv\r\n");
            if (!plain) {
                sdp.append("a=crypto:").append(tags.isEmpty() ? "1" : tags.get(line));
                sdp.append(' ')
                        .append(suite)
                        .append(" inline:")
                        .append(keys.get(line))
                        .append("\r\n");
            }
        }
        return sdp.toString();
    }

    private static List<Integer> ports(String sdp) {
        return LINE.matcher(sdp)
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .toList();
    }

    private static List<String> tags(String sdp, String suite) {
        return crypto(sdp, suite, 1);
    }

    private static List<String> crypto(String sdp, String suite, int group) {
        List<String> found = new ArrayList<>();
        Matcher crypto = CRYPTO.matcher(sdp);
        while (crypto.find()) {
            if (crypto.group(2).equals(suite)) {
                found.add(crypto.group(group));
            }
        }
        return found;
    }

    private static String hex(String base64) {
        return base64.equals("-")
                ? "-"
                : HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }

    @Override
    public void release() throws IOException {
        for (String call : calls) {
            control.ask(Map.of("command", "delete", "call-id", call, "from-tag", "a", "delete-delay", "0"));
        }
        calls.clear();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        control.close();
        Machine.end(process);
    }
}
