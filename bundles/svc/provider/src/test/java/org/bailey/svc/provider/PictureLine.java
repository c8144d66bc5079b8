package org.bailey.svc.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaSecret;
import org.bailey.media.PacketOut;
import org.bailey.media.PacketPath;
import org.bailey.media.PacketRewriter;
import org.bailey.media.PayloadMap;
import org.bailey.media.PictureTerms;
import org.bailey.media.Side;
import org.bailey.media.SourcePolicy;
import org.bailey.media.SrtpContext;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSuite;
import org.bailey.media.SsrcSpan;
import org.bailey.media.StreamState;
import org.bailey.media.VideoWish;
import org.bailey.media.relay.RelayPath;
import org.bailey.media.relay.srtp.Desk;
import org.bailey.media.relay.srtp.SecureRtcp;
import org.bailey.media.relay.srtp.SecureRtp;
import org.bailey.media.relay.srtp.Verdict;
import org.jspecify.annotations.Nullable;

/** A video line between a Microsoft client (the caller) and a room over the relay, in SRTP on both legs, and what each side gets. */
final class PictureLine {
    static final int UC = 122;
    static final int AVC = 96;
    static final int ANNOUNCED = 270_011;
    static final int SPAN = 280_011;
    private static final VideoWish HD = new VideoWish(false, 2_000_000, 1280, 720, 30, false);
    private static final int RTP_HEADER = 12;

    /** One side: keys of both directions as it has them, and what came. */
    static final class End implements PacketOut {
        final StreamState stream;
        final InetSocketAddress address;
        final List<byte[]> reports = new ArrayList<>();
        PacketRewriter.Out receiver = packet -> true;
        private final @Nullable SrtpContext sends;
        private final @Nullable SrtpContext receives;

        End(Side side, int port, @Nullable SrtpSuite suite) {
            stream = new StreamState(0, "video", side, SourcePolicy.LEARN, 1_000);
            address = new InetSocketAddress("127.0.0.1", port);
            stream.rtpSource.signal(address);
            stream.rtcpSource.signal(new InetSocketAddress("127.0.0.1", port + 1));
            stream.open = true;
            sends = suite == null ? null : new SrtpContext(key(suite, port));
            receives = suite == null ? null : new SrtpContext(key(suite, port + 1));
        }

        @Override
        public boolean rtp(ByteBuffer packet, InetSocketAddress to) {
            assertEquals(address, to);
            ByteBuffer desk = Desk.other(packet); // the relay's own has the packet that came in
            if (receives != null) {
                assertEquals(Verdict.GOOD, SecureRtp.unprotect(receives, desk, RTP_HEADER));
            }
            return receiver.send(ByteBuffer.allocate(desk.limit() + PacketPath.ROOM)
                    .put(0, desk, 0, desk.limit())
                    .limit(desk.limit()));
        }

        @Override
        public boolean rtcp(ByteBuffer packet, InetSocketAddress to) {
            ByteBuffer desk = Desk.take(packet);
            if (receives != null) {
                assertEquals(Verdict.GOOD, SecureRtcp.unprotect(receives, desk));
            }
            reports.add(Arrays.copyOf(desk.array(), desk.limit()));
            return true;
        }

        byte[] secured(byte[] plain, boolean rtcp) {
            if (sends == null) {
                return plain;
            }
            ByteBuffer desk = Desk.take(ByteBuffer.wrap(plain));
            assertEquals(
                    Verdict.GOOD,
                    rtcp
                            ? SecureRtcp.protect(sends, desk)
                            : SecureRtp.protect(sends, desk.getInt(8), desk, RTP_HEADER));
            return Arrays.copyOf(desk.array(), desk.limit());
        }
    }

    final RelayPath path = new RelayPath();
    final SvcRewriter rewriter = new SvcRewriter();
    final End client;
    final End room;
    long nanos = 1_000_000_000L;
    private long lookedNanos = nanos;
    private long reportedNanos = nanos;

    PictureLine(@Nullable SrtpSuite suite) {
        client = new End(Side.CALLER, 20_000, suite);
        room = new End(Side.CALLEE, 20_010, suite);
        client.stream.opposite = room.stream;
        room.stream.opposite = client.stream;
        if (suite != null) {
            client.stream.protect(key(suite, 20_000), key(suite, 20_011));
            room.stream.protect(key(suite, 20_010), key(suite, 20_001));
        }
        carry(
                client,
                Map.of(UC, AVC),
                new PictureTerms(false, true, 0, 1280, 720, 0, 0, 0, new SsrcSpan(ANNOUNCED, 100)));
        carry(room, Map.of(AVC, UC), new PictureTerms(true, true, 0, 1280, 720, 30, 0, 0, null));
        room.stream.ssrcs.use(new SsrcSpan(SPAN, 100));
        client.stream.control.terms = new FeedbackTerms(true, false, false, false, true, true, true, UC, HD);
        room.stream.control.terms = new FeedbackTerms(false, true, true, true, false, false, false, AVC, HD);
        path.bindRewriter(rewriter);
    }

    private static void carry(End from, Map<Integer, Integer> types, PictureTerms picture) {
        from.stream.payloads = PayloadMap.of("video", new MediaFlow(null, true, types));
        from.stream.control.bridge = "svc";
        from.stream.rewrite(picture);
    }

    private static SrtpKey key(SrtpSuite suite, int number) {
        byte[] secret = new byte[32];
        secret[30] = (byte) (number >> 8);
        secret[31] = (byte) number;
        return new MediaSecret(secret).key(suite, 0);
    }

    End other(End end) {
        return end == client ? room : client;
    }

    void rtp(End from, byte[] packet) {
        path.onRtpPort(from.stream, direct(from.secured(packet, false)), from.address, nanos, other(from));
    }

    void rtcp(End from, ByteBuffer packet) {
        byte[] plain = new byte[packet.remaining()];
        packet.get(plain);
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", from.address.getPort() + 1);
        path.onRtcpPort(from.stream, direct(from.secured(plain, true)), address, nanos, other(from));
    }

    private static ByteBuffer direct(byte[] packet) {
        return ByteBuffer.allocateDirect(packet.length + PacketPath.ROOM)
                .put(packet)
                .flip();
    }

    /** It is that time now, and nothing was before. */
    void at(long now) {
        nanos = now;
        lookedNanos = now;
        reportedNanos = now;
    }

    /** Time passes: what waits is looked at every 20 ms, both sides every 200. */
    void until(long then) {
        while (lookedNanos + 20_000_000 <= then) {
            lookedNanos += 20_000_000;
            nanos = Math.max(nanos, lookedNanos);
            path.onWaiting(client.stream, nanos, room);
            path.onWaiting(room.stream, nanos, client);
            if (nanos - reportedNanos >= 200_000_000) {
                reportedNanos = nanos;
                path.onLook(client.stream, nanos, client);
                path.onLook(room.stream, nanos, room);
            }
        }
        nanos = Math.max(nanos, then);
    }

    /** Sends what a network brings. */
    void carry(End from, Line line) {
        long begun = nanos;
        for (Line.Sent sent : line.arrivals()) {
            until(begun + sent.nanos());
            rtp(from, sent.packet());
        }
        until(nanos + 1_000_000_000);
    }
}
