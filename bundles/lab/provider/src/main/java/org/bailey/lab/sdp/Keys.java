package org.bailey.lab.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The a=crypto lines of Microsoft's clients (RFC 4568, [MS-SDPEXT] section 3.1.5.2).
 *
 * @param tag the answer names the line it takes by it
 * @param inline 30 bytes of key and salt in base64
 */
public record Keys(int tag, String inline) {
    private static final String SUITE = "AES_CM_128_HMAC_SHA1_80";
    private static final int WITHOUT_IDENTIFIER = 3;

    /** What is offered: a form of Microsoft's own, one with key identifier, one without. */
    public static List<String> offered(String inline) {
        return List.of(
                "cryptoscale:1 client " + SUITE + " inline:" + inline + "|2^31|1:1",
                "crypto:2 " + SUITE + " inline:" + inline + "|2^31|1:1",
                "crypto:" + WITHOUT_IDENTIFIER + " " + SUITE + " inline:" + inline + "|2^31");
    }

    /** {@return the first line that can be used} As strict as the real ones: a lifetime has to be there, an identifier not. */
    public static @Nullable Keys read(SdpMedia line) {
        for (String attribute : line.attributes()) {
            String[] words = attribute.strip().split("[ :|]+");
            if (words.length == 6
                    && words[0].equals("crypto")
                    && words[1].matches("\\d{1,9}")
                    && words[2].equals(SUITE)
                    && words[3].equals("inline")
                    && words[4].matches("[A-Za-z0-9+/]{40}")
                    && words[5].equals("2^31")) {
                return new Keys(Integer.parseInt(words[1]), words[4]);
            }
        }
        return null;
    }

    /** {@return the line that takes this one} */
    public String answered(String ours) {
        return "crypto:" + tag + " " + SUITE + " inline:" + ours + "|2^31";
    }

    /** Whether it takes what {@link #offered} offers. */
    public boolean takesOurs() {
        return tag == WITHOUT_IDENTIFIER;
    }

    @Override
    public String toString() {
        return "crypto:" + tag;
    }
}
