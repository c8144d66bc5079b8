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
import org.bailey.svc.provider.SvcRewriter;
import org.jspecify.annotations.Nullable;

/**
 * The keeper of media sockets, the relay and the ICE agent as the appliance has them, in a process of their own, for
 * {@code cnf/bench/relay} and others. A is a standard peer, B a Microsoft client; both speak standard ICE with that password, and leave the
 * choice to us. Sources are numbered anew from BASE on, those of A first, and what is said about pictures is understood.
 * Commands come in on standard input, one a line, each answered by lines and {@code ready}:
 *
 * <pre>
 * calls COUNT LINES SUITEA SUITEB PORTA PORTB PASSWORD BASE
 *                                                a suite or "-"; a line for each media line: our port towards A, towards B,
 *                                                the key A sends with, the one A receives with, the same of B
 * pictures COUNT HOW SUITEA SUITEB PORTA PORTB
 *                                                calls with a line for sound and one for pictures, A a Microsoft client, B a room,
 *                                                without ICE; HOW is "svc", or "relay" for pictures as they are; answered alike
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
        var path = new RelayPath();
        path.bindRewriter(new SvcRewriter());
        media.bindPath(path);
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
                case "pictures" -> relay.pictures(words);
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
        RemotePorts a = peer(Integer.parseInt(words[5]), words[7]);
        RemotePorts b = peer(Integer.parseInt(words[6]), words[7]);
        var needs = new MediaNeeds(InetAddress.getLoopbackAddress(), IceDialect.STANDARD);
        String kind = line == 0 ? "audio" : "video";
        var plan = new MediaLinePlan(
                line, kind, flow(b, ssrcA).with(MICROSOFT), flow(a, ssrcB).with(STANDARD));
        carry(call, plan, Map.of(Side.CALLER, needs, Side.CALLEE, needs), words[3], words[4]);
    }

    private void pictures(String[] words) throws Exception {
        RemotePorts client = PictureLines.peer(Integer.parseInt(words[5]));
        RemotePorts room = PictureLines.peer(Integer.parseInt(words[6]));
        for (int call = 0; call < Integer.parseInt(words[1]); call++) {
            for (MediaLinePlan plan : PictureLines.plans(call, words[2].equals("svc"), client, room)) {
                carry("call-" + call, plan, Map.of(), words[3], words[4]);
            }
        }
    }

    /** Protected with fresh keys. */
    private void carry(String call, MediaLinePlan plan, Map<Side, MediaNeeds> needs, String suiteA, String suiteB)
            throws Exception {
        SrtpKey aSends = key(suiteA);
        SrtpKey aReceives = key(suiteA);
        SrtpKey bSends = key(suiteB);
        SrtpKey bReceives = key(suiteB);
        var ports = (Granted) media.allocate(call, plan.line(), plan.kind(), needs)
                .toCompletableFuture()
                .get();
        media.apply(
                call,
                List.of(new MediaLinePlan(
                        plan.line(),
                        plan.kind(),
                        plan.bridge(),
                        plan.toCallee().with(aSends, bReceives),
                        plan.toCaller().with(bSends, aReceives))));
        System.out.println(ports.caller().rtp() + " " + ports.callee().rtp() + " " + text(aSends) + " "
                + text(aReceives) + " " + text(bSends) + " " + text(bReceives));
    }

    private static MediaFlow flow(RemotePorts to, long ssrc) {
        return new MediaFlow(to, true, TYPES, Map.of(), new SsrcSpan(ssrc, 1), null);
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
