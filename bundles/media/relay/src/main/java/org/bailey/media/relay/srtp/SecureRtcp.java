package org.bailey.media.relay.srtp;

import java.nio.ByteBuffer;
import org.bailey.media.SrtpContext;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSession;
import org.bailey.media.SrtpSource;
import org.bailey.media.SrtpSuite;

/**
 * Compound RTCP packets on a {@link Desk}, protected and unprotected in place (RFC 3711 section 3.4, RFC 7714 section 9).
 *
 * <pre>
 * | header and SSRC | the rest       | E and index | MKI | tag |      counter mode
 * | header and SSRC | the rest | tag | E and index | MKI |            GCM
 * </pre>
 */
public final class SecureRtcp {
    private static final int HEADER = 8;
    private static final int WORD = 4;
    private static final int ENCRYPTED = 0x8000_0000;
    private static final int MOST = 0x7fff_ffff;

    private SecureRtcp() {}

    /** Nothing is believed and nothing remembered before the tag was found right. */
    public static Verdict unprotect(SrtpContext contexts, ByteBuffer packet) {
        byte[] desk = packet.array();
        SrtpKey key = contexts.key;
        SrtpSuite suite = key.suite();
        int tag = suite.rtcpTagBytes();
        int limit = packet.limit();
        int end = limit - tag - key.mkiBytes() - WORD;
        if (end < HEADER) {
            return Verdict.MALFORMED;
        }
        int word = suite.aead() ? end + tag : end;
        SrtpContext context = Mki.named(contexts, desk, word + WORD);
        if (context == null) {
            return Verdict.UNAUTHENTIC;
        }
        int ssrc = packet.getInt(4);
        boolean encrypted = (packet.getInt(word) & ENCRYPTED) != 0;
        long index = packet.getInt(word) & MOST;
        SrtpSource source = context.source(ssrc);
        if (source != null && Indices.seen(source.rtcpHighest, source.rtcpWindow, index)) {
            return Verdict.REPLAYED;
        }
        SrtpSession session = Derivation.rtcp(context);
        if (suite.aead()) {
            int from = encrypted ? HEADER : end;
            if (!GaloisMode.open(session, desk, from, word, WORD, from, word, ssrc, index)) {
                return Verdict.UNAUTHENTIC;
            }
        } else if (!CounterMode.authentic(session, desk, end + WORD, limit - tag, tag)) {
            return Verdict.UNAUTHENTIC;
        } else if (encrypted) {
            CounterMode.crypt(session, desk, HEADER, end, ssrc, index);
        }
        if (source == null) {
            source = context.add(ssrc);
            if (source == null) {
                return Verdict.REPLAYED;
            }
        }
        source.rtcpWindow = Indices.with(source.rtcpHighest, source.rtcpWindow, index);
        source.rtcpHighest = Math.max(source.rtcpHighest, index);
        packet.limit(end);
        return Verdict.GOOD;
    }

    public static Verdict protect(SrtpContext context, ByteBuffer packet) {
        if (context.indices.rtcpSent == MOST) {
            return Verdict.REPLAYED;
        }
        byte[] desk = packet.array();
        SrtpKey key = context.key;
        SrtpSuite suite = key.suite();
        int index = ++context.indices.rtcpSent;
        int ssrc = packet.getInt(4);
        int end = packet.limit();
        int tag = suite.rtcpTagBytes();
        int word = suite.aead() ? end + tag : end;
        packet.limit(end + tag + WORD + key.mkiBytes());
        packet.putInt(word, ENCRYPTED | index);
        Mki.write(key, desk, word + WORD);
        SrtpSession session = Derivation.rtcp(context);
        if (suite.aead()) {
            GaloisMode.seal(session, desk, HEADER, word, WORD, HEADER, end, ssrc, index);
        } else {
            CounterMode.crypt(session, desk, HEADER, end, ssrc, index);
            CounterMode.sign(session, desk, end + WORD, packet.limit() - tag, tag);
        }
        return Verdict.GOOD;
    }
}
