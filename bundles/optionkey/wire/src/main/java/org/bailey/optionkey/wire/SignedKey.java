package org.bailey.optionkey.wire;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is typed: what it says, who says so, and the proof, in symbols of five bits.
 *
 * <pre>
 *  symbols 1          1        4       5   9       3       0 or 3   0 or 4  103        6
 *  what    version,   feature  issuer  id  serial  issued  expires  count   signature  check characters
 *          two flags
 * </pre>
 *
 * Version is 1 in three bits; the flags say whether an expiry and a count follow. 132 to 139 letters, of which Ed25519 needs 103.
 */
public final class SignedKey {
    private static final int VERSION = 1;
    private static final int EXPIRES = 2;
    private static final int COUNTED = 1;
    private static final int ISSUER_SYMBOLS = 4;
    private static final int ID_SYMBOLS = 5;
    private static final int DAY_SYMBOLS = 3;
    private static final int COUNT_SYMBOLS = 4;
    private static final int LEAST = 2 + ISSUER_SYMBOLS + ID_SYMBOLS + SerialNumber.SYMBOLS + DAY_SYMBOLS;
    private static final int SIGNATURE_BYTES = 64;
    private static final int MOST = LEAST + DAY_SYMBOLS + COUNT_SYMBOLS + 103 + CheckCharacters.COUNT;

    private final KeyContent content;
    private final int[] signed;
    private final int[] whole;
    private final byte[] signature;

    private SignedKey(KeyContent content, int[] signed, byte[] signature) {
        this.content = content;
        this.signed = signed;
        this.signature = signature;
        this.whole = CheckCharacters.append(Alphabet.join(signed, Bits.ofBytes(signature)));
    }

    static SignedKey sign(KeyContent content, IssuerPair issuer) {
        KnownFeature feature = KnownFeature.of(content.feature())
                .orElseThrow(() -> new IllegalArgumentException("there is no feature \"" + content.feature()
                        + "\"; there are: " + String.join(", ", KnownFeature.words())));
        int[] signed = symbols(content, feature.number(), issuer.issuer().hint());
        return new SignedKey(content, signed, issuer.sign(message(signed)));
    }

    /**
     * Reads what somebody typed; the signature is not looked at.
     *
     * @throws MalformedKey saying where it is wrong
     */
    public static SignedKey read(String text) throws MalformedKey {
        int[] whole = Alphabet.read(text, MOST);
        int[] body = CheckCharacters.strip(whole);
        int first = body[0];
        if (first >>> 2 != VERSION) {
            throw MalformedKey.at(0, "a key of version " + (first >>> 2) + "; this program knows version " + VERSION);
        }
        int length = LEAST + ((first & EXPIRES) != 0 ? DAY_SYMBOLS : 0) + ((first & COUNTED) != 0 ? COUNT_SYMBOLS : 0);
        if (body.length != length + Bits.symbols(SIGNATURE_BYTES)) {
            throw MalformedKey.somewhere("a key of this kind has "
                    + (length + Bits.symbols(SIGNATURE_BYTES) + CheckCharacters.COUNT) + " characters, this has "
                    + whole.length);
        }
        byte[] signature = Bits.toBytes(body, length, SIGNATURE_BYTES);
        int[] signed = Arrays.copyOf(body, length);
        try {
            return new SignedKey(content(signed), signed, signature);
        } catch (IllegalArgumentException impossible) {
            throw MalformedKey.somewhere(String.valueOf(impossible.getMessage()));
        }
    }

    public KeyContent content() {
        return content;
    }

    /** {@return whether {@code issuer} signed this} */
    public boolean signedBy(Issuer issuer) {
        return claims(issuer) && issuer.verifies(message(signed), signature);
    }

    /** {@return whether the key says it is of {@code issuer}; the signature may say otherwise} */
    public boolean claims(Issuer issuer) {
        return Bits.toNumber(signed, 2, ISSUER_SYMBOLS) == issuer.hint();
    }

    /** {@return the letters to pass on, in groups of five} */
    @Override
    public String toString() {
        return Alphabet.write(whole);
    }

    private static int[] symbols(KeyContent content, int feature, int issuer) {
        LocalDate expires = content.expires();
        Integer count = content.count();
        int kind = VERSION << 2 | (expires == null ? 0 : EXPIRES) | (count == null ? 0 : COUNTED);
        int[] made = Alphabet.join(new int[] {kind, feature}, Bits.ofNumber(issuer, ISSUER_SYMBOLS));
        made = Alphabet.join(made, id(content.id()));
        made = Alphabet.join(made, Bits.ofNumber(content.serial().number(), SerialNumber.SYMBOLS));
        made = Alphabet.join(made, Bits.ofNumber(days(content.issued()), DAY_SYMBOLS));
        if (expires != null) {
            made = Alphabet.join(made, Bits.ofNumber(days(expires), DAY_SYMBOLS));
        }
        return count == null ? made : Alphabet.join(made, Bits.ofNumber(count, COUNT_SYMBOLS));
    }

    private static KeyContent content(int[] symbols) {
        boolean limited = (symbols[0] & EXPIRES) != 0;
        boolean counted = (symbols[0] & COUNTED) != 0;
        int at = 2 + ISSUER_SYMBOLS;
        String id = Alphabet.write(Arrays.copyOfRange(symbols, at, at + ID_SYMBOLS));
        at += ID_SYMBOLS;
        SerialNumber serial = new SerialNumber(Bits.toNumber(symbols, at, SerialNumber.SYMBOLS));
        at += SerialNumber.SYMBOLS;
        LocalDate issued = day(symbols, at);
        at += DAY_SYMBOLS;
        @Nullable LocalDate expires = limited ? day(symbols, at) : null;
        at += limited ? DAY_SYMBOLS : 0;
        @Nullable Integer count = counted ? Integer.valueOf((int) Bits.toNumber(symbols, at, COUNT_SYMBOLS)) : null;
        return new KeyContent(KnownFeature.word(symbols[1]), serial, count, issued, expires, id);
    }

    private static int[] id(String letters) {
        try {
            return Alphabet.read(letters, ID_SYMBOLS);
        } catch (MalformedKey impossible) {
            throw new IllegalArgumentException(impossible); // KeyContent has looked at them
        }
    }

    private static long days(LocalDate day) {
        return ChronoUnit.DAYS.between(KeyContent.FIRST_DAY, day);
    }

    private static LocalDate day(int[] symbols, int at) {
        return KeyContent.FIRST_DAY.plusDays(Bits.toNumber(symbols, at, DAY_SYMBOLS));
    }

    /** Nothing else that an issuer signs begins like this. */
    private static byte[] message(int[] symbols) {
        StringBuilder message = new StringBuilder("Bailey option key\n");
        for (int symbol : symbols) {
            message.append(Alphabet.letter(symbol));
        }
        return message.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
