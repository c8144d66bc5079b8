package org.bailey.media.provider;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceParameters;
import org.bailey.ice.RemoteIce;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaNeeds;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.MediaSecret;
import org.bailey.media.RemotePorts;
import org.bailey.media.Side;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSuite;
import org.bailey.media.SsrcSpan;
import org.bailey.media.VideoWish;
import org.bailey.media.relay.RelayPath;
import org.jspecify.annotations.Nullable;

/**
 * The keeper of media sockets, the relay and the ICE agent as the appliance has them, in a process of their own, for
 * {@code cnf/bench/relay}. A is a standard peer, B a Microsoft client; both speak standard ICE with that password, and leave the
 * choice to us. Sources are numbered anew from BASE on, those of A first, and what is said about pictures is understood.
 * Commands come in on standard input, one a line, each answered by lines and {@code ready}:
 *
 * <pre>
 * calls COUNT LINES SUITEA SUITEB PORTA PORTB PASSWORD BASE
 *                                                a suite or "-"; a line for each media line: our port towards A, towards B,
 *                                                the key A sends with, the one A receives with, the same of B
 * release
 * allocated                                      bytes the media loops have allocated since they began
 * </pre>
 */
public final class RelayUnderLoad {
    private static final Map<Integer, Integer> TYPES = Map.of(0, 96);
    private static final FeedbackTerms STANDARD =
            new FeedbackTerms(false, true, true, true, false, false, false, 0, VideoWish.NONE);
    private static final FeedbackTerms MICROSOFT =
            new FeedbackTerms(true, false, false, false, true, true, false, 0, VideoWish.NONE);

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
        media.bindAgent(IceLine.agent(Map.of()));
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
        long base = Long.parseLong(words[8]);
        for (int call = 0; call < count; call++) {
            for (int line = 0; line < lines; line++) {
                long ssrcA = base + (long) call * lines + line;
                open("call-" + call, line, words, ssrcA, ssrcA + (long) count * lines);
            }
        }
    }

    private void open(String call, int line, String[] words, long ssrcA, long ssrcB) throws Exception {
        SrtpKey aSends = key(words[3]);
        SrtpKey aReceives = key(words[3]);
        SrtpKey bSends = key(words[4]);
        SrtpKey bReceives = key(words[4]);
        String kind = line == 0 ? "audio" : "video";
        var needs = new MediaNeeds(InetAddress.getLoopbackAddress(), IceDialect.STANDARD);
        var ports = (Granted) media.allocate(call, line, kind, Map.of(Side.CALLER, needs, Side.CALLEE, needs))
                .toCompletableFuture()
                .get();
        RemotePorts a = peer(Integer.parseInt(words[5]), words[7]);
        RemotePorts b = peer(Integer.parseInt(words[6]), words[7]);
        media.apply(
                call,
                List.of(new MediaLinePlan(
                        line,
                        kind,
                        flow(b, ssrcA, aSends, bReceives).with(MICROSOFT),
                        flow(a, ssrcB, bSends, aReceives).with(STANDARD))));
        System.out.println(ports.caller().rtp() + " " + ports.callee().rtp() + " " + text(aSends) + " "
                + text(aReceives) + " " + text(bSends) + " " + text(bReceives));
    }

    private static MediaFlow flow(RemotePorts to, long ssrc, @Nullable SrtpKey receive, @Nullable SrtpKey send) {
        return new MediaFlow(to, true, TYPES, Map.of(), new SsrcSpan(ssrc, 1), null).with(receive, send);
    }

    private static RemotePorts peer(int port, String password) {
        var candidates = Stream.of("1 1 UDP 2130706431 127.0.0.1 " + port, "1 2 UDP 2130706430 127.0.0.1 " + (port + 1))
                .map(text ->
                        Candidate.parse(text + " typ host", IceDialect.STANDARD).orElseThrow())
                .toList();
        return new RemotePorts(
                new InetSocketAddress("127.0.0.1", port),
                new InetSocketAddress("127.0.0.1", port + 1),
                new RemoteIce(IceDialect.STANDARD, true, new IceParameters("bench", password, candidates)));
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
