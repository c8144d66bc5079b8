package org.bailey.optionkey.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What somebody who knows the form makes of a key: another content, with check characters that fit. */
public final class Forgery {
    private Forgery() {}

    /** {@return a key as a later version of the vendor's program would make it: rightly signed, for a feature with that number} */
    public static String later(String text, IssuerPair vendor, int feature) throws MalformedKey {
        int[] body = CheckCharacters.strip(Alphabet.read(text, 200));
        int[] said = Arrays.copyOf(body, body.length - Bits.symbols(64));
        said[1] = feature;
        StringBuilder message = new StringBuilder("Bailey option key\n");
        Arrays.stream(said).forEach(symbol -> message.append(Alphabet.letter(symbol)));
        byte[] signature = vendor.sign(message.toString().getBytes(StandardCharsets.US_ASCII));
        return Alphabet.write(CheckCharacters.append(Alphabet.join(said, Bits.ofBytes(signature))));
    }

    /** {@return the key with its last symbol before the signature changed: ten licences become more} */
    public static String more(String text) throws MalformedKey {
        int[] body = CheckCharacters.strip(Alphabet.read(text, 200));
        body[body.length - Bits.symbols(64) - 1] ^= 16;
        return Alphabet.write(CheckCharacters.append(body));
    }
}
