package org.bailey.sip.provider;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes of a message header as text and back without loss: UTF-8, and a byte that is no UTF-8 becomes the lone surrogate
 * U+DC80 to U+DCFF, so that a damaged name leaves us as it came.
 */
final class Text {
    private static final int SURROGATE = 0xDC00;

    private Text() {}

    static String decode(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return decodeUtf8(ByteBuffer.wrap(bytes, from, to - from));
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static String decodeUtf8(ByteBuffer in) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate(in.remaining());
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (result.isUnderflow()) {
                break;
            }
            out.put((char) (SURROGATE + (in.get() & 0xFF)));
            decoder.reset();
        }
        return out.flip().toString();
    }

    static byte[] encode(String text) {
        int length = text.length();
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return encodeUtf8(text);
            }
            bytes[i] = (byte) c;
        }
        return bytes;
    }

    private static byte[] encodeUtf8(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() * 2);
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean raw = c >= SURROGATE + 0x80
                    && c <= SURROGATE + 0xFF
                    && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
            if (raw) {
                utf8(text.substring(start, i), out);
                out.write(c - SURROGATE);
                start = i + 1;
            }
        }
        utf8(text.substring(start), out);
        return out.toByteArray();
    }

    private static void utf8(String text, ByteArrayOutputStream out) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .encode(CharBuffer.wrap(text));
            out.write(encoded.array(), 0, encoded.limit());
        } catch (CharacterCodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
