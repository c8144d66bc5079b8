package org.bailey.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A message as it came (RFC 8489 section 5). A view: valid as long as the buffer is not touched, and its only allocation.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |0 0|     STUN Message Type     |         Message Length        |
 * |                         Magic Cookie                          |
 * |                     Transaction ID (96 bits)                  |
 * |          Type of attribute    |            Length             |
 * |                  Value, filled up to four bytes ...           |
 * </pre>
 */
public final class StunMessage {
    /** The shortest message. */
    public static final int HEADER = 20;
    /** What tells STUN from its ancestors. */
    public static final int COOKIE = 0x2112A442;
    /** More than any protocol has; a message with more costs its receiver nothing further. */
    public static final int MOST_ATTRIBUTES = 64;

    private final ByteBuffer bytes;
    private final int start;
    private final int end;
    /** What a length is filled up to, less one: 3, or 0 where attributes follow each other without gaps. */
    private final int fill;

    private StunMessage(ByteBuffer bytes, int start, int end, int fill) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.fill = fill;
    }

    /** {@return whether the first bits, the cookie and the length are those of a message: a cheap look, no proof} */
    public static boolean looksLike(ByteBuffer bytes) {
        int start = bytes.position();
        return bytes.remaining() >= HEADER
                && (bytes.get(start) & 0xC0) == 0
                && bytes.getInt(start + 4) == COOKIE
                && (bytes.getShort(start + 2) & 0xFFFF) + HEADER == bytes.remaining();
    }

    /**
     * Reads a datagram, or one message cut from a stream: position to limit, which stay where they are.
     *
     * @throws MalformedStun for everything that is not exactly one well-formed message with the magic cookie
     */
    public static StunMessage parse(ByteBuffer bytes) throws MalformedStun {
        int length = lengthOf(bytes);
        if ((length & 3) != 0) {
            throw new MalformedStun(2, "length " + length + " is not a multiple of four");
        }
        return parse(bytes, 3);
    }

    /**
     * As {@link #parse}, and messages of clients in Microsoft's dialect that do not fill attributes up to four bytes, as
     * libnice answers 487. Taken so is what does not come out even by the rules of the RFC.
     */
    public static StunMessage parseMicrosoft(ByteBuffer bytes) throws MalformedStun {
        if ((lengthOf(bytes) & 3) == 0) {
            try {
                return parse(bytes, 3);
            } catch (MalformedStun e) {
                return parse(bytes, 0);
            }
        }
        return parse(bytes, 0);
    }

    private static StunMessage parse(ByteBuffer bytes, int fill) throws MalformedStun {
        int start = bytes.position();
        var message = new StunMessage(bytes, start, start + bytes.remaining(), fill);
        message.check();
        return message;
    }

    /** {@return what the header says, which is right in all else} */
    private static int lengthOf(ByteBuffer bytes) throws MalformedStun {
        int start = bytes.position();
        int size = bytes.remaining();
        if (size < HEADER) {
            throw new MalformedStun(0, size + " bytes are too few for a message of STUN");
        }
        if ((bytes.get(start) & 0xC0) != 0) {
            throw new MalformedStun(0, "no message of STUN begins with the bits " + ((bytes.get(start) & 0xC0) >> 6));
        }
        int length = bytes.getShort(start + 2) & 0xFFFF;
        if (length != size - HEADER) {
            throw new MalformedStun(2, "length " + length + " where " + (size - HEADER) + " bytes follow");
        }
        if (bytes.getInt(start + 4) != COOKIE) {
            throw new MalformedStun(4, "no magic cookie");
        }
        return length;
    }

    private void check() throws MalformedStun {
        int count = 0;
        for (int at = start + HEADER; at < end; at = next(at)) {
            if (at + 4 > end) {
                throw new MalformedStun(at - start, "an attribute begins where the message ends");
            }
            int type = type(at);
            if (++count > MOST_ATTRIBUTES) {
                throw new MalformedStun(at - start, "more than " + MOST_ATTRIBUTES + " attributes");
            }
            if (next(at) > end) {
                throw new MalformedStun(at - start, StunAttribute.name(type) + " ends behind the message");
            }
            int length = length(at);
            if (type == StunAttribute.FINGERPRINT && (length != 4 || next(at) != end)) {
                throw new MalformedStun(at - start, "FINGERPRINT has four bytes and comes last");
            }
            // [MS-TURN] from version 3 on has SHA-256 here; nothing of ours is keyed so
            if (type == StunAttribute.MESSAGE_INTEGRITY
                    && length != Integrity.SHA1_BYTES
                    && length != Integrity.SHA256_BYTES) {
                throw new MalformedStun(at - start, "MESSAGE-INTEGRITY has 20 bytes, not " + length);
            }
            if (type == StunAttribute.MESSAGE_INTEGRITY_SHA256
                    && (length < 16 || length > Integrity.SHA256_BYTES || (length & 3) != 0)) {
                throw new MalformedStun(at - start, "MESSAGE-INTEGRITY-SHA256 has 16 to 32 bytes, not " + length);
            }
        }
    }

    private int type(int at) {
        return bytes.getShort(at) & 0xFFFF;
    }

    private int length(int at) {
        return bytes.getShort(at + 2) & 0xFFFF;
    }

    private int next(int at) {
        return at + 4 + (length(at) + fill & ~fill);
    }

    public StunClass type() {
        return StunClass.of(bytes.getShort(start));
    }

    /** One of {@link StunMethod}, or a number it does not know. */
    public int method() {
        int type = bytes.getShort(start);
        return type & 0x000F | (type & 0x00E0) >> 1 | (type & 0x3E00) >> 2;
    }

    public TransactionId transaction() {
        return new TransactionId(bytes.getInt(start + 8), bytes.getLong(start + 12));
    }

    /** {@return whether it is there, where integrity protects it if anything does} */
    public boolean has(int attribute) {
        return find(attribute) >= 0;
    }

    // The first of its kind counts; what follows integrity is not protected by it and does not (RFC 8489 section 14.5).
    private int find(int attribute) {
        for (int at = start + HEADER; at < end; at = next(at)) {
            int type = type(at);
            if (type == attribute) {
                return at;
            }
            if (type == StunAttribute.MESSAGE_INTEGRITY
                    && attribute != StunAttribute.MESSAGE_INTEGRITY_SHA256
                    && attribute != StunAttribute.FINGERPRINT) {
                return -1;
            }
            if (type == StunAttribute.MESSAGE_INTEGRITY_SHA256 && attribute != StunAttribute.FINGERPRINT) {
                return -1;
            }
        }
        return -1;
    }

    /** {@return its bytes, a view of the message; null when it is not there} */
    public @Nullable ByteBuffer value(int attribute) {
        int at = find(attribute);
        return at < 0 ? null : bytes.slice(at + 4, length(at));
    }

    /** {@return its text, without zeros at the end as Microsoft fills up; null when it is not there} */
    public @Nullable String text(int attribute) {
        int at = find(attribute);
        if (at < 0) {
            return null;
        }
        int length = length(at);
        while (length > 0 && bytes.get(at + 3 + length) == 0) {
            length--;
        }
        var text = new byte[length];
        bytes.get(at + 4, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** {@return the number in its first four bytes, unsigned} */
    public OptionalLong number(int attribute) throws MalformedStun {
        int at = find(attribute);
        if (at < 0) {
            return OptionalLong.empty();
        }
        demand(at, 4);
        return OptionalLong.of(bytes.getInt(at + 4) & 0xFFFFFFFFL);
    }

    /** {@return the number in its eight bytes, as a tie-breaker or a token is} */
    public OptionalLong number64(int attribute) throws MalformedStun {
        int at = find(attribute);
        if (at < 0) {
            return OptionalLong.empty();
        }
        demand(at, 8);
        return OptionalLong.of(bytes.getLong(at + 4));
    }

    private void demand(int at, int length) throws MalformedStun {
        if (length(at) != length) {
            throw new MalformedStun(
                    at - start, StunAttribute.name(type(at)) + " has " + length + " bytes, not " + length(at));
        }
    }

    /** {@return the address in it, XOR undone where the attribute has it; null when it is not there} */
    public @Nullable InetSocketAddress address(int attribute) throws MalformedStun {
        int at = find(attribute);
        return at < 0 ? null : address(at, StunAttribute.xored(attribute));
    }

    /** {@return the addresses of all attributes of this number, such as XOR-PEER-ADDRESS} */
    public List<InetSocketAddress> addresses(int attribute) throws MalformedStun {
        var addresses = new ArrayList<InetSocketAddress>();
        for (int at = start + HEADER; at < end && type(at) != StunAttribute.MESSAGE_INTEGRITY; at = next(at)) {
            if (type(at) == attribute) {
                addresses.add(address(at, StunAttribute.xored(attribute)));
            }
        }
        return addresses;
    }

    private InetSocketAddress address(int at, boolean xored) throws MalformedStun {
        int family = length(at) < 4 ? 0 : bytes.get(at + 5);
        if (family != 1 && family != 2) {
            throw new MalformedStun(at - start, StunAttribute.name(type(at)) + " has an unknown address family");
        }
        demand(at, family == 1 ? 8 : 20);
        int port = bytes.getShort(at + 6) & 0xFFFF;
        var host = new byte[family == 1 ? 4 : 16];
        bytes.get(at + 8, host);
        if (xored) {
            port ^= COOKIE >>> 16;
            for (int i = 0; i < host.length; i++) {
                host[i] ^= bytes.get(start + 4 + i);
            }
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(host), port);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return why it was refused; empty when nothing says so} */
    public Optional<StunError> error() throws MalformedStun {
        int at = find(StunAttribute.ERROR_CODE);
        if (at < 0) {
            return Optional.empty();
        }
        int length = length(at);
        int hundreds = length < 4 ? 0 : bytes.get(at + 6) & 7;
        int units = length < 4 ? 0 : bytes.get(at + 7) & 0xFF;
        if (hundreds < 3 || hundreds > 6 || units > 99) {
            throw new MalformedStun(at - start, "ERROR-CODE is not from 300 to 699");
        }
        var reason = new byte[Math.min(length - 4, 763)];
        bytes.get(at + 8, reason);
        return Optional.of(new StunError(hundreds * 100 + units, printable(reason)));
    }

    private static String printable(byte[] text) {
        return new String(text, StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
    }

    /** {@return the attributes a receiver has to understand and this one does not, for UNKNOWN-ATTRIBUTES} */
    public List<Integer> unknown(IntPredicate understood) {
        List<Integer> unknown = List.of();
        for (int at = start + HEADER; at < end; at = next(at)) {
            int type = type(at);
            if (StunAttribute.required(type) && !understood.test(type) && !unknown.contains(type)) {
                unknown = unknown.isEmpty() ? new ArrayList<>() : unknown;
                unknown.add(type);
            }
            if (type == StunAttribute.MESSAGE_INTEGRITY) {
                break;
            }
        }
        return unknown;
    }

    /** {@return whether MESSAGE-INTEGRITY is there and computed in this form with this key} */
    public boolean intact(StunKey key, IntegrityForm form) {
        int at = find(StunAttribute.MESSAGE_INTEGRITY);
        if (at < 0) {
            return false;
        }
        boolean microsoft = form == IntegrityForm.MICROSOFT;
        int length = (microsoft ? end : next(at)) - start - HEADER;
        return same(at, Integrity.hmac("HmacSHA1", key, bytes, start, at, length, microsoft));
    }

    /** {@return whether MESSAGE-INTEGRITY-SHA256 (RFC 8489 section 14.6) is there and computed with this key} */
    public boolean intactSha256(StunKey key) {
        int at = find(StunAttribute.MESSAGE_INTEGRITY_SHA256);
        return at >= 0
                && same(at, Integrity.hmac("HmacSHA256", key, bytes, start, at, next(at) - start - HEADER, false));
    }

    private boolean same(int at, byte[] hmac) {
        if (length(at) > hmac.length) {
            return false;
        }
        var told = new byte[length(at)];
        bytes.get(at + 4, told);
        return MessageDigest.isEqual(told, told.length == hmac.length ? hmac : Arrays.copyOf(hmac, told.length));
    }

    /** {@return by which table FINGERPRINT is right; empty when it is wrong or not there, see {@link #has}} */
    public Optional<FingerprintForm> fingerprint() {
        int at = find(StunAttribute.FINGERPRINT);
        if (at >= 0) {
            int told = bytes.getInt(at + 4);
            for (FingerprintForm form : FingerprintForm.values()) {
                if (Crc.fingerprint(bytes, start, at, form) == told) {
                    return Optional.of(form);
                }
            }
        }
        return Optional.empty();
    }

    /** For traces: names of the attributes, no values, for there may be secrets among them. */
    @Override
    public String toString() {
        var text = new StringBuilder(StunMethod.name(method())).append(' ').append(type());
        for (int at = start + HEADER; at < end; at = next(at)) {
            text.append(' ').append(StunAttribute.name(type(at)));
        }
        return text.toString();
    }
}
