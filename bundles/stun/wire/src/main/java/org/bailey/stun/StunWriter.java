package org.bailey.stun;

import java.net.InetSocketAddress;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes one message at the position of a buffer; attributes in the order of the calls, integrity, then fingerprint. A
 * buffer of 1,500 bytes holds whatever a datagram may; {@link BufferOverflowException} tells of a smaller one.
 */
public final class StunWriter {
    private static final int FINGERPRINT_BYTES = 8;

    private final ByteBuffer bytes;
    private final int start;

    private StunWriter(ByteBuffer bytes) {
        this.bytes = bytes;
        this.start = bytes.position();
    }

    /** Begins a message at the position of {@code bytes}. */
    public static StunWriter begin(ByteBuffer bytes, StunClass type, int method, TransactionId transaction) {
        var writer = new StunWriter(bytes);
        bytes.putShort((short) (method & 0x000F | (method & 0x0070) << 1 | (method & 0x0F80) << 2 | type.bits));
        bytes.putShort((short) 0);
        bytes.putInt(StunMessage.COOKIE);
        bytes.putInt(transaction.high()).putLong(transaction.low());
        return writer;
    }

    /** An attribute without value. */
    public StunWriter flag(int attribute) {
        return put(attribute, new byte[0]);
    }

    public StunWriter put(int attribute, byte[] value) {
        head(attribute, value.length);
        bytes.put(value);
        return fill(value.length);
    }

    /** An attribute with what lies from position to limit, which move as in {@link ByteBuffer#put}. */
    public StunWriter put(int attribute, ByteBuffer value) {
        int length = value.remaining();
        head(attribute, length);
        bytes.put(value);
        return fill(length);
    }

    public StunWriter text(int attribute, String text) {
        return put(attribute, text.getBytes(StandardCharsets.UTF_8));
    }

    /** As Microsoft writes text: zeros up to a multiple of four, counted in the length. */
    public StunWriter paddedText(int attribute, String text) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        return put(attribute, Arrays.copyOf(value, value.length + 3 & ~3));
    }

    /** Four bytes. */
    public StunWriter number(int attribute, long value) {
        head(attribute, 4);
        bytes.putInt((int) value);
        return this;
    }

    /** Eight bytes. */
    public StunWriter number64(int attribute, long value) {
        head(attribute, 8);
        bytes.putLong(value);
        return this;
    }

    /** Hidden by XOR where the attribute has it. */
    public StunWriter address(int attribute, InetSocketAddress address) {
        byte[] host = address.getAddress().getAddress();
        boolean xored = StunAttribute.xored(attribute);
        head(attribute, 4 + host.length);
        bytes.put((byte) 0).put((byte) (host.length == 4 ? 1 : 2));
        bytes.putShort((short) (xored ? address.getPort() ^ StunMessage.COOKIE >>> 16 : address.getPort()));
        for (int i = 0; i < host.length; i++) {
            bytes.put((byte) (xored ? host[i] ^ bytes.get(start + 4 + i) : host[i]));
        }
        return this;
    }

    public StunWriter error(StunError error) {
        byte[] reason = error.reason().getBytes(StandardCharsets.UTF_8);
        head(StunAttribute.ERROR_CODE, 4 + reason.length);
        bytes.putShort((short) 0).put((byte) (error.code() / 100)).put((byte) (error.code() % 100));
        bytes.put(reason);
        return fill(reason.length);
    }

    /** UNKNOWN-ATTRIBUTES. */
    public StunWriter unknown(List<Integer> attributes) {
        head(StunAttribute.UNKNOWN_ATTRIBUTES, 2 * attributes.size());
        attributes.forEach(attribute -> bytes.putShort((short) (int) attribute));
        return fill(2 * attributes.size());
    }

    /** MESSAGE-INTEGRITY. Microsoft's form takes it that nothing but a fingerprint follows. */
    public StunWriter integrity(StunKey key, IntegrityForm form) {
        boolean microsoft = form == IntegrityForm.MICROSOFT;
        int at = bytes.position();
        int length = at + 4 + Integrity.SHA1_BYTES + (microsoft ? FINGERPRINT_BYTES : 0) - start - StunMessage.HEADER;
        return put(
                StunAttribute.MESSAGE_INTEGRITY, Integrity.hmac("HmacSHA1", key, bytes, start, at, length, microsoft));
    }

    /** MESSAGE-INTEGRITY-SHA256, whole. */
    public StunWriter integritySha256(StunKey key) {
        int at = bytes.position();
        int length = at + 4 + Integrity.SHA256_BYTES - start - StunMessage.HEADER;
        return put(
                StunAttribute.MESSAGE_INTEGRITY_SHA256,
                Integrity.hmac("HmacSHA256", key, bytes, start, at, length, false));
    }

    /** FINGERPRINT; nothing may follow. */
    public StunWriter fingerprint(FingerprintForm form) {
        int at = bytes.position();
        int length = at + FINGERPRINT_BYTES - start - StunMessage.HEADER;
        bytes.putShort(start + 2, (short) length);
        return number(StunAttribute.FINGERPRINT, Crc.fingerprint(bytes, start, at, form));
    }

    /** Ends the message: the buffer's position goes to where it began, its limit behind it. */
    public ByteBuffer end() {
        bytes.putShort(start + 2, (short) (bytes.position() - start - StunMessage.HEADER));
        return bytes.limit(bytes.position()).position(start);
    }

    private void head(int attribute, int length) {
        if (length > 0xFFFF) {
            throw new BufferOverflowException();
        }
        bytes.putShort((short) attribute).putShort((short) length);
    }

    private StunWriter fill(int length) {
        for (int i = length; (i & 3) != 0; i++) {
            bytes.put((byte) 0);
        }
        return this;
    }
}
