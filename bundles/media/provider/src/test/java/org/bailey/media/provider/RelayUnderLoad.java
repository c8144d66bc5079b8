package org.bailey.media.provider;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.MediaSecret;
import org.bailey.media.RemotePorts;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSuite;
import org.bailey.media.relay.RelayPath;
import org.jspecify.annotations.Nullable;

/**
 * The keeper of media sockets and the relay as the appliance has them, in a process of their own, for {@code cnf/bench/relay}.
 * Commands come in on standard input, one a line, each answered by lines and {@code ready}:
 *
 * <pre>
 * calls COUNT LINES SUITEA SUITEB PORTA PORTB    a suite or "-"; a line for each media line: our port towards A, towards B,
 *                                                the key A sends with, the one A receives with, the same of B
 * release
 * allocated                                      bytes the media loops have allocated since they began
 * </pre>
 */
public final class RelayUnderLoad {
    private final SocketMediaPorts media;
    private final SecureRandom random = new SecureRandom();

    private RelayUnderLoad(int firstPort) {
        MediaConfig defaults = (MediaConfig) Proxy.newProxyInstance(
                MediaConfig.class.getClassLoader(),
                new Class<?>[] {MediaConfig.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "firstPort" -> firstPort;
                    case "lastPort" -> firstPort + 1999;
                    case "quarantineSeconds" -> 0;
                    case "bindAddress" -> "127.0.0.1";
                    default -> method.getDefaultValue();
                });
        media = new SocketMediaPorts(defaults);
        media.bindPath(new RelayPath());
    }

    public static void main(String[] arguments) throws Exception {
        var relay = new RelayUnderLoad(Integer.parseInt(arguments[0]));
        System.out.println("ready");
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "calls" -> relay.calls(words);
                case "release" -> relay.release();
                case "allocated" -> System.out.println(allocated());
                default -> throw new IOException("no command: " + line);
            }
            System.out.println("ready");
        }
        System.exit(0);
    }

    private void calls(String[] words) throws Exception {
        int count = Integer.parseInt(words[1]);
        int lines = Integer.parseInt(words[2]);
        for (int call = 0; call < count; call++) {
            for (int line = 0; line < lines; line++) {
                open("call-" + call, line, words);
            }
        }
    }

    private void open(String call, int line, String[] words) throws Exception {
        SrtpKey aSends = key(words[3]);
        SrtpKey aReceives = key(words[3]);
        SrtpKey bSends = key(words[4]);
        SrtpKey bReceives = key(words[4]);
        String kind = line == 0 ? "audio" : "video";
        var ports =
                (Granted) media.allocate(call, line, kind).toCompletableFuture().get();
        media.apply(
                call,
                List.of(new MediaLinePlan(
                        line, kind, flow(words[6], aSends, bReceives), flow(words[5], bSends, aReceives))));
        System.out.println(ports.caller().rtp() + " " + ports.callee().rtp() + " " + text(aSends) + " "
                + text(aReceives) + " " + text(bSends) + " " + text(bReceives));
    }

    private static MediaFlow flow(String port, @Nullable SrtpKey receive, @Nullable SrtpKey send) {
        var rtp = new InetSocketAddress("127.0.0.1", Integer.parseInt(port));
        var rtcp = new InetSocketAddress("127.0.0.1", Integer.parseInt(port) + 1);
        return new MediaFlow(new RemotePorts(rtp, rtcp), true, Map.of(0, 0)).with(receive, send);
    }

    private @Nullable SrtpKey key(String suite) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return suite.equals("-") ? null : new MediaSecret(secret).key(SrtpSuite.valueOf(suite), 0);
    }

    private static String text(@Nullable SrtpKey key) {
        return key == null ? "-" : HexFormat.of().formatHex(key.keyAndSalt());
    }

    private void release() {
        media.calls().forEach(media::release);
        Bench.await("all ports are closed", () -> media.pool().inUse() == 0);
    }

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("bailey-media-")) {
                sum += threads.getThreadAllocatedBytes(thread.getId());
            }
        }
        return sum;
    }
}
