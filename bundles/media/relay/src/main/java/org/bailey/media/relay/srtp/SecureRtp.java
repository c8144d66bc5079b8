package org.bailey.media.relay.srtp;

import java.nio.ByteBuffer;
import org.bailey.media.SrtpContext;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSession;
import org.bailey.media.SrtpSource;
import org.bailey.media.SrtpSuite;

/**
 * RTP packets on a {@link Desk}, protected and unprotected in place (RFC 3711 section 3.3, RFC 7714 section 8).
 *
 * <pre>
 * | header, contributors, extension | payload | MKI | tag |       counter mode
 * | header, contributors, extension | payload | tag | MKI |       GCM
 * </pre>
 */
public final class SecureRtp {
    private SecureRtp() {}

    /**
     * Nothing is believed and nothing remembered before the tag was found right.
     *
     * @param header length of what stays in clear; it lies within the packet
     */
    public static Verdict unprotect(SrtpContext contexts, ByteBuffer packet, int header) {
        byte[] desk = packet.array();
        SrtpKey key = contexts.key;
        SrtpSuite suite = key.suite();
        int end = packet.limit() - key.mkiBytes() - suite.rtpTagBytes();
        if (end < header) {
            return Verdict.MALFORMED;
        }
        SrtpContext context = Mki.named(contexts, desk, suite.aead() ? packet.limit() - key.mkiBytes() : end);
        if (context == null) {
            return Verdict.UNAUTHENTIC;
        }
        int sequence = packet.getShort(2) & 0xffff;
        int ssrc = packet.getInt(8);
        SrtpSource source = context.source(ssrc);
        SrtpSession session = Derivation.rtp(context);
        long index = -1;
        boolean seen = false;
        for (int guess = 0; guess < Indices.GUESSES && index < 0; guess++) {
            long guessed = Indices.guess(source, sequence, guess);
            if (guessed == Indices.NO_GUESS) {
                continue;
            }
            if (source != null && Indices.seen(source.highest, source.window, guessed)) {
                seen = true;
            } else if (open(suite, session, desk, header, end, packet.limit(), ssrc, guessed)) {
                index = guessed;
            }
        }
        if (index < 0) {
            return seen ? Verdict.REPLAYED : Verdict.UNAUTHENTIC;
        }
        if (source == null) {
            source = context.add(ssrc);
            if (source == null) {
                return Verdict.REPLAYED;
            }
        }
        Indices.note(source, index);
        packet.limit(end);
        return Verdict.GOOD;
    }

    private static boolean open(
            SrtpSuite suite, SrtpSession session, byte[] desk, int header, int end, int limit, int ssrc, long index) {
        if (suite.aead()) {
            return GaloisMode.open(session, desk, header, 0, 0, header, end + GaloisMode.TAG, ssrc, index);
        }
        int tag = suite.rtpTagBytes();
        if (!CounterMode.authentic(session, desk, end, (int) (index >> 16), limit - tag, tag)) {
            return false;
        }
        CounterMode.crypt(session, desk, header, end, ssrc, index);
        return true;
    }

    /**
     * @param received the source the packet came from; it may leave under another number
     * @param header length of what stays in clear
     */
    public static Verdict protect(SrtpContext context, int received, ByteBuffer packet, int header) {
        byte[] desk = packet.array();
        SrtpKey key = context.key;
        SrtpSuite suite = key.suite();
        int ssrc = packet.getInt(8);
        SrtpSource source = context.source(ssrc);
        if (source == null) {
            source = context.add(ssrc);
        }
        long index = source == null ? -1 : Indices.toSend(source, received, packet.getShort(2) & 0xffff);
        if (index < 0) {
            return Verdict.REPLAYED;
        }
        packet.putShort(2, (short) index);
        SrtpSession session = Derivation.rtp(context);
        int end = packet.limit();
        int tag = suite.rtpTagBytes();
        packet.limit(end + key.mkiBytes() + tag);
        if (suite.aead()) {
            GaloisMode.seal(session, desk, header, 0, 0, header, end, ssrc, index);
            Mki.write(key, desk, end + tag);
        } else {
            CounterMode.crypt(session, desk, header, end, ssrc, index);
            Mki.write(key, desk, end);
            CounterMode.sign(session, desk, end, (int) (index >> 16), end + key.mkiBytes(), tag);
        }
        return Verdict.GOOD;
    }
}
