package org.bailey.sip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A message body: its Content-Type as sent, and its bytes. */
public final class Body {
    public static final Body EMPTY = new Body("", new byte[0]);

    private final String contentType;
    private final byte[] bytes;

    private Body(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes;
    }

    /** {@return a body holding a copy of {@code bytes}} */
    public static Body of(String contentType, byte[] bytes) {
        return new Body(contentType, bytes.clone());
    }

    /** {@return a body of UTF-8 text} */
    public static Body of(String contentType, String text) {
        return new Body(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return a session description} */
    public static Body sdp(String text) {
        return of("application/sdp", text);
    }

    public String contentType() {
        return contentType;
    }

    /** {@return the media type in lower case, without parameters: {@code application/sdp}} */
    public String mediaType() {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(java.util.Locale.ROOT);
    }

    /** {@return a copy of the bytes} */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@return the bytes as UTF-8 text} */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Body b && contentType.equals(b.contentType) && Arrays.equals(bytes, b.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * contentType.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return contentType + ", " + bytes.length + " bytes";
    }
}
