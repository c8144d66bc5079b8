package org.bailey.media.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.MediaFlow;
import org.bailey.media.PacketOut;
import org.bailey.media.PacketPath;
import org.bailey.media.PayloadMap;
import org.bailey.media.Side;
import org.bailey.media.SourcePolicy;
import org.bailey.media.SsrcSpan;
import org.bailey.media.StreamState;
import org.bailey.media.VideoWish;
import org.bailey.rtcp.Feedback;
import org.bailey.rtcp.RtcpReader;
import org.bailey.rtcp.RtcpWriter;

/** A video line between a Microsoft client (the caller) and a room, and what each of them is sent in RTCP. */
final class Pair {
    static final int CLIENT = 0xc11e;
    static final int ROOM = 0x4003;
    /** What the room's picture leaves under. */
    static final int SPAN = 270_010;

    static final VideoWish HD = new VideoWish(false, 2_000_000, 1280, 720, 30, false);
    static final FeedbackTerms LYNC = new FeedbackTerms(true, false, false, false, true, true, true, 122, HD);
    static final FeedbackTerms PLI = new FeedbackTerms(false, true, true, true, false, false, false, 96, HD);

    /** A peer with where it sends from, and what it got. */
    static final class End implements PacketOut {
        final StreamState stream;
        final InetSocketAddress address;
        final InetSocketAddress control;
        final List<Feedback> feedback = new ArrayList<>();
        final List<byte[]> datagrams = new ArrayList<>();
        /** Whether pictures are kept. */
        boolean keeps = true;

        final List<ByteBuffer> rtp = new ArrayList<>();

        End(Side side, int port) {
            stream = new StreamState(0, "video", side, SourcePolicy.LEARN, 1_000);
            address = new InetSocketAddress("127.0.0.1", port);
            control = new InetSocketAddress("127.0.0.1", port + 1);
            stream.payloads = PayloadMap.of("video", new MediaFlow(null, true, Map.of(96, 122, 122, 96)));
            stream.rtpSource.signal(address);
            stream.rtcpSource.signal(control);
            stream.open = true;
        }

        @Override
        public boolean rtp(ByteBuffer packet, InetSocketAddress to) {
            if (!keeps) {
                return true;
            }
            byte[] octets = new byte[packet.remaining()];
            packet.get(packet.position(), octets);
            rtp.add(ByteBuffer.wrap(octets));
            return true;
        }

        @Override
        public boolean rtcp(ByteBuffer packet, InetSocketAddress to) {
            byte[] octets = new byte[packet.remaining()];
            packet.get(packet.position(), octets);
            datagrams.add(octets);
            var reader = new RtcpReader(ByteBuffer.wrap(octets));
            while (reader.next()) {
                if (reader.isFeedback()) {
                    feedback.add(reader.feedback());
                }
            }
            return true;
        }

        /** {@return what came since the last time it was asked} */
        List<Feedback> heard() {
            List<Feedback> all = List.copyOf(feedback);
            feedback.clear();
            return all;
        }
    }

    final RelayPath path;
    final End client = new End(Side.CALLER, 20_000);
    final End room = new End(Side.CALLEE, 20_010);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
    private int sequence;
    long nanos = 1_000_000_000L;

    Pair(RelaySettings settings, FeedbackTerms microsoft, FeedbackTerms standard) {
        path = new RelayPath(settings);
        client.stream.opposite = room.stream;
        room.stream.opposite = client.stream;
        client.stream.control.terms = microsoft;
        room.stream.control.terms = standard;
        room.stream.ssrcs.use(new SsrcSpan(SPAN, 100));
    }

    End other(End end) {
        return end == client ? room : client;
    }

    /** A picture of one packet. */
    void picture(End from, int... contributors) {
        buffer.clear().put((byte) (0x80 | contributors.length)).put((byte) (from == client ? 122 : 96));
        buffer.putShort((short) sequence++).putInt(90 * sequence).putInt(from == client ? CLIENT : ROOM);
        for (int contributor : contributors) {
            buffer.putInt(contributor);
        }
        buffer.putInt(0x65666768).flip();
        path.onRtpPort(from.stream, buffer, from.address, nanos, other(from));
    }

    /** A packet of a picture is lost on its way to us. */
    void lose() {
        sequence++;
    }

    void says(End from, Feedback message) {
        buffer.clear();
        RtcpWriter.feedback(buffer, message);
        says(from, buffer.flip());
    }

    void says(End from, ByteBuffer packet) {
        ByteBuffer direct = ByteBuffer.allocateDirect(packet.remaining() + PacketPath.ROOM);
        direct.put(packet).flip();
        path.onRtcpPort(from.stream, direct, from.control, nanos, other(from));
    }

    void wish(End of) {
        path.onWish(of.stream, VideoWish.KEY_FRAME, nanos, of);
    }

    /** Time passes; both sides are looked at. */
    void later(long millis) {
        for (long left = millis; left > 0; left -= 200) {
            nanos += Math.min(left, 200) * 1_000_000;
            path.onLook(client.stream, nanos, client);
            path.onLook(room.stream, nanos, room);
        }
    }

    /** Both pictures flow, and what that begins with is over. */
    Pair flowing() {
        picture(client);
        picture(room);
        later(5_000);
        client.heard();
        room.heard();
        client.datagrams.clear();
        room.datagrams.clear();
        return this;
    }
}
