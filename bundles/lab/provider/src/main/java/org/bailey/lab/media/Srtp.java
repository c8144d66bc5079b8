package org.bailey.lab.media;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a protected stream: AES_CM_128_HMAC_SHA1_80 (RFC 3711), the only suite Microsoft's clients have. Plain
 * and slow, so that it can be compared with the RFC line by line. One thread at a time.
 */
final class Srtp {
    private static final int TAG = 10;
    private static final int RTCP_HEAD = 8;

    private final String inline;
    private final byte[] rtpSalt;
    private final byte[] rtcpSalt;
    private final SecretKeySpec rtpKey;
    private final SecretKeySpec rtcpKey;
    private final Mac rtpTag;
    private final Mac rtcpTag;
    private final Cipher cipher;
    /** The highest 48-bit index of each source. */
    private final Map<Integer, Long> highest = new HashMap<>();

    private int rtcpIndex;

    /** @param inline 30 bytes of master key and salt, in base64 */
    Srtp(String inline) {
        this.inline = inline;
        byte[] master = Base64.getDecoder().decode(inline);
        if (master.length != 30) {
            throw new IllegalArgumentException("a key has 30 bytes, not " + master.length);
        }
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            rtpKey = new SecretKeySpec(derived(master, 0, 16), "AES");
            rtpTag = mac(derived(master, 1, 20));
            rtpSalt = derived(master, 2, 14);
            rtcpKey = new SecretKeySpec(derived(master, 3, 16), "AES");
            rtcpTag = mac(derived(master, 4, 20));
            rtcpSalt = derived(master, 5, 14);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES and HMAC", e);
        }
    }

    boolean has(String key) {
        return inline.equals(key);
    }

    private static Mac mac(byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(key, "HmacSHA1"));
        return mac;
    }

    /** Section 4.3.1 with a key derivation rate of 0. */
    private byte[] derived(byte[] master, int label, int length) throws GeneralSecurityException {
        byte[] iv = Arrays.copyOf(Arrays.copyOfRange(master, 16, 30), 16);
        iv[7] ^= (byte) label;
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(Arrays.copyOf(master, 16), "AES"), new IvParameterSpec(iv));
        return cipher.doFinal(new byte[length]);
    }

    byte[] protect(byte[] rtp) {
        long index = index(rtp);
        highest.merge(source(rtp, 8), index, Math::max);
        byte[] out = Arrays.copyOf(rtp, rtp.length + TAG);
        crypt(rtpKey, rtpSalt, source(rtp, 8), index, out, head(rtp, rtp.length), rtp.length);
        tag(rtpTag, out, rtp.length, (int) (index >>> 16), out);
        return out;
    }

    /** {@return the packet as it was before; null if it is none of this key} */
    byte @Nullable [] unprotect(byte[] packet) {
        int length = packet.length - TAG;
        int head = length < 12 ? -1 : head(packet, length);
        if (head < 0) {
            return null;
        }
        long index = index(packet);
        if (!tagged(rtpTag, packet, length, (int) (index >>> 16))) {
            return null;
        }
        highest.merge(source(packet, 8), index, Math::max);
        byte[] out = Arrays.copyOf(packet, length);
        crypt(rtpKey, rtpSalt, source(packet, 8), index, out, head, length);
        return out;
    }

    byte[] protectRtcp(byte[] rtcp) {
        int index = rtcpIndex++ & 0x7FFFFFFF;
        ByteBuffer out = ByteBuffer.allocate(rtcp.length + 4 + TAG).put(rtcp).putInt(0x80000000 | index);
        crypt(rtcpKey, rtcpSalt, source(rtcp, 4), index, out.array(), RTCP_HEAD, rtcp.length);
        rtcpTag.update(out.array(), 0, rtcp.length + 4);
        out.put(rtcpTag.doFinal(), 0, TAG);
        return out.array();
    }

    /** {@return the packet as it was before; null if it is none of this key} */
    byte @Nullable [] unprotectRtcp(byte[] packet) {
        int length = packet.length - TAG - 4;
        if (length < RTCP_HEAD) {
            return null;
        }
        rtcpTag.update(packet, 0, length + 4);
        byte[] expected = Arrays.copyOf(rtcpTag.doFinal(), TAG);
        if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(packet, length + 4, packet.length))) {
            return null;
        }
        int index = ByteBuffer.wrap(packet).getInt(length);
        byte[] out = Arrays.copyOf(packet, length);
        if (index < 0) {
            crypt(rtcpKey, rtcpSalt, source(packet, 4), index & 0x7FFFFFFF, out, RTCP_HEAD, length);
        }
        return out;
    }

    /** Section 4.1.1. */
    private void crypt(SecretKeySpec key, byte[] salt, int source, long index, byte[] octets, int from, int to) {
        ByteBuffer iv = ByteBuffer.allocate(16).put(salt);
        iv.putInt(4, iv.getInt(4) ^ source);
        iv.putLong(6, iv.getLong(6) ^ index);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv.array()));
            cipher.doFinal(octets, from, to - from, octets, from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void tag(Mac mac, byte[] octets, int length, int rollover, byte[] into) {
        System.arraycopy(tagOf(mac, octets, length, rollover), 0, into, length, TAG);
    }

    private static boolean tagged(Mac mac, byte[] packet, int length, int rollover) {
        return MessageDigest.isEqual(
                tagOf(mac, packet, length, rollover), Arrays.copyOfRange(packet, length, packet.length));
    }

    private static byte[] tagOf(Mac mac, byte[] octets, int length, int rollover) {
        mac.update(octets, 0, length);
        return Arrays.copyOf(mac.doFinal(ByteBuffer.allocate(4).putInt(rollover).array()), TAG);
    }

    /** The 48-bit index nearest to the highest seen of that source (section 3.3.1). */
    private long index(byte[] rtp) {
        int sequence = ByteBuffer.wrap(rtp).getShort(2) & 0xFFFF;
        Long top = highest.get(source(rtp, 8));
        if (top == null) {
            return sequence;
        }
        long near = (top & ~0xFFFFL) | sequence;
        if (near - top > 0x8000 && near >= 0x10000) {
            near -= 0x10000;
        } else if (top - near > 0x8000) {
            near += 0x10000;
        }
        return near;
    }

    private static int source(byte[] octets, int at) {
        return ByteBuffer.wrap(octets).getInt(at);
    }

    /** Octets before the payload; -1 if they do not fit. */
    private static int head(byte[] rtp, int length) {
        int head = 12 + 4 * (rtp[0] & 0x0F);
        if ((rtp[0] & 0x10) != 0) {
            if (length < head + 4) {
                return -1;
            }
            head += 4 + 4 * (ByteBuffer.wrap(rtp).getShort(head + 2) & 0xFFFF);
        }
        return head > length ? -1 : head;
    }
}
