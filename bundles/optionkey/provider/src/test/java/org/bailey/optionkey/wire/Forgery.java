package org.bailey.optionkey.wire;

/** What somebody who knows the form makes of a key: another content, with check characters that fit. */
public final class Forgery {
    private Forgery() {}

    /** {@return the key with its last symbol before the signature changed: ten licences become more} */
    public static String more(String text) throws MalformedKey {
        int[] body = CheckCharacters.strip(Alphabet.read(text, 200));
        body[body.length - Bits.symbols(64) - 1] ^= 16;
        return Alphabet.write(CheckCharacters.append(body));
    }
}
