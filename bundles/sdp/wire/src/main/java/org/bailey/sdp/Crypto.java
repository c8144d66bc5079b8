package org.bailey.sdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code a=crypto}: one way its author offers, or takes, to protect a media line (RFC 4568 section 4, RFC 7714 section
 * 14.2). Keys are written into SDP and nowhere else: no message and no {@code toString} holds one.
 *
 * @param tag 0 to 999999999; the answer names the line it takes by it
 * @param suite as written, AES_CM_128_HMAC_SHA1_80 and others
 * @param keys at least one; several are told apart by their MKI, which is of the same length in all of them
 * @param parameters what follows the keys, KDR=0 or UNENCRYPTED_SRTCP; each one word
 */
public record Crypto(int tag, String suite, List<Key> keys, List<String> parameters) {
    private static final Pattern KEY = Pattern.compile("inline:([^|]*)(?:\\|([^|:]*))?(?:\\|([^|]*:[^|]*))?");
    private static final Pattern LIFETIME = Pattern.compile("2\\^\\d{1,2}|\\d{1,15}");
    private static final Pattern MKI = Pattern.compile("(\\d{1,18}):(\\d{1,3})");
    private static final int MOST_MKI_BYTES = 128;
    private static final int MOST_KEYS = 16;

    public Crypto {
        if (tag < 0 || tag > 999_999_999) {
            throw new IllegalArgumentException("a crypto tag is 0 to 999999999, not " + tag);
        }
        Text.token("crypto suite", suite);
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a crypto line has a key");
        }
        parameters = List.copyOf(parameters);
        parameters.forEach(parameter -> Text.token("crypto parameter", parameter));
        SessionParameters.of(parameters);
    }

    /** {@return what the parameters mean} */
    public SessionParameters session() {
        return SessionParameters.of(parameters);
    }

    /** One line with one key. */
    public static Crypto of(int tag, String suite, Key key) {
        return new Crypto(tag, suite, List.of(key), List.of());
    }

    /**
     * Reads the value of {@code a=crypto}, strictly: a key of the wrong length would only be noticed by silence.
     *
     * @throws MalformedSdp naming the part that is wrong, never its content
     */
    public static Crypto parse(String value) throws MalformedSdp {
        String[] words = Text.words(value);
        if (words.length < 3) {
            throw new MalformedSdp(0, "a=crypto has " + words.length + " words; it takes a tag, a suite and a key");
        }
        long tag = Text.number(words[0], 999_999_999);
        if (tag < 0) {
            throw new MalformedSdp(0, "the tag of a=crypto is not a number of up to nine digits");
        }
        String suite = words[1];
        if (!suite.matches("[A-Za-z0-9_]{1,64}")) {
            throw new MalformedSdp(0, "the suite of a=crypto " + tag + " is not a word of letters, digits and _");
        }
        String[] written = words[2].split(";", -1);
        if (written.length > MOST_KEYS) {
            throw new MalformedSdp(0, "a=crypto " + tag + " has " + written.length + " keys");
        }
        List<Key> keys = new ArrayList<>();
        for (String one : written) {
            keys.add(key((int) tag, suite, one));
        }
        if (keys.size() > 1
                && keys.stream().anyMatch(key -> key.mkiBytes() != keys.get(0).mkiBytes() || key.mkiBytes() == 0)) {
            throw new MalformedSdp(0, "a=crypto " + tag + " has several keys, and not each an MKI of the same length");
        }
        if (keys.stream().mapToLong(Key::mki).distinct().count() < keys.size()) {
            throw new MalformedSdp(0, "a=crypto " + tag + " has two keys with the same MKI");
        }
        try {
            return new Crypto((int) tag, suite, keys, List.of(words).subList(3, words.length));
        } catch (IllegalArgumentException wrong) {
            throw new MalformedSdp(0, "a=crypto " + tag + ": " + wrong.getMessage());
        }
    }

    private static Key key(int tag, String suite, String text) throws MalformedSdp {
        Matcher parts = KEY.matcher(text);
        if (!parts.matches()) {
            throw new MalformedSdp(0, "the key of a=crypto " + tag + " is not inline:KEY|LIFETIME|MKI:LENGTH");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(parts.group(1));
        } catch (IllegalArgumentException notBase64) {
            throw new MalformedSdp(0, "the key of a=crypto " + tag + " is not base64");
        }
        int wanted = length(suite);
        if (bytes.length == 0 || wanted > 0 && bytes.length != wanted) {
            throw new MalformedSdp(
                    0,
                    "the key of a=crypto " + tag + " has " + bytes.length + " bytes; " + suite + " takes "
                            + (wanted > 0 ? wanted : "more"));
        }
        String lifetime = parts.group(2);
        if (lifetime != null && !LIFETIME.matcher(lifetime).matches()) {
            throw new MalformedSdp(0, "the lifetime in a=crypto " + tag + " is neither 2^N nor a number");
        }
        String mki = parts.group(3);
        if (mki == null) {
            return new Key(bytes, lifetime, 0, 0);
        }
        Matcher identifier = MKI.matcher(mki);
        int length = identifier.matches() ? Integer.parseInt(identifier.group(2)) : 0;
        if (length < 1 || length > MOST_MKI_BYTES) {
            throw new MalformedSdp(0, "the MKI in a=crypto " + tag + " is not NUMBER:LENGTH with a length of 1 to 128");
        }
        long number = Long.parseLong(identifier.group(1));
        if (length < 8 && number >>> (8 * length) != 0) {
            throw new MalformedSdp(0, "the MKI in a=crypto " + tag + " does not fit into its length of " + length);
        }
        return new Key(bytes, lifetime, number, length);
    }

    /** Bytes of master key and salt; 0 for suites not known here. */
    private static int length(String suite) {
        return switch (suite.toUpperCase(Locale.ROOT)) {
            case "AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32", "F8_128_HMAC_SHA1_80" -> 30;
            case "AES_192_CM_HMAC_SHA1_80", "AES_192_CM_HMAC_SHA1_32" -> 38;
            case "AES_256_CM_HMAC_SHA1_80", "AES_256_CM_HMAC_SHA1_32" -> 46;
            case "AEAD_AES_128_GCM" -> 28;
            case "AEAD_AES_256_GCM" -> 44;
            default -> 0;
        };
    }

    /** As it stands in a description: the only text that holds the key. */
    public Attribute attribute() {
        String written = keys.stream().map(Key::written).collect(Collectors.joining(";"));
        String end = parameters.isEmpty() ? "" : " " + String.join(" ", parameters);
        return Attribute.of("crypto", tag + " " + suite + " " + written + end);
    }

    @Override
    public String toString() {
        return Secrets.redact(attribute().text());
    }

    /** One master key with its salt. Immutable. */
    public static final class Key {
        private final byte[] keyAndSalt;
        private final @Nullable String lifetime;
        private final long mki;
        private final int mkiBytes;

        /**
         * @param keyAndSalt what {@code inline:} holds, decoded
         * @param lifetime as written, {@code 2^31} or a number of packets; null for the highest there is
         * @param mki value of the identifier
         * @param mkiBytes its length in packets, 0 to 128; 0 for none
         */
        public Key(byte[] keyAndSalt, @Nullable String lifetime, long mki, int mkiBytes) {
            if (lifetime != null && !LIFETIME.matcher(lifetime).matches()) {
                throw new IllegalArgumentException("a lifetime is 2^N or a number, not " + lifetime);
            }
            if (mkiBytes < 0 || mkiBytes > MOST_MKI_BYTES || mki < 0) {
                throw new IllegalArgumentException("an MKI has 1 to 128 bytes, not " + mkiBytes);
            }
            this.keyAndSalt = keyAndSalt.clone();
            this.lifetime = lifetime;
            this.mki = mki;
            this.mkiBytes = mkiBytes;
        }

        public byte[] keyAndSalt() {
            return keyAndSalt.clone();
        }

        public @Nullable String lifetime() {
            return lifetime;
        }

        public long mki() {
            return mki;
        }

        public int mkiBytes() {
            return mkiBytes;
        }

        private String written() {
            return "inline:" + Base64.getEncoder().encodeToString(keyAndSalt)
                    + (lifetime == null ? "" : "|" + lifetime)
                    + (mkiBytes == 0 ? "" : "|" + mki + ":" + mkiBytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && mki == key.mki
                    && mkiBytes == key.mkiBytes
                    && java.util.Objects.equals(lifetime, key.lifetime)
                    && Arrays.equals(keyAndSalt, key.keyAndSalt);
        }

        @Override
        public int hashCode() {
            return 31 * keyAndSalt.length + mkiBytes;
        }

        @Override
        public String toString() {
            return Secrets.redact(written());
        }
    }
}
