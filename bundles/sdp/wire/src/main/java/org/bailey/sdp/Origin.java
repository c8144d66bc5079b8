package org.bailey.sdp;

import java.util.Arrays;

/**
 * The {@code o=} line (RFC 8866 section 5.2). Identifier and version are kept as text, for 20 digits are in use and do
 * not fit a {@code long}.
 *
 * <p>Microsoft clients leave both at 0 or 1 across offers: whether a description changed is told by comparing bodies.
 *
 * @param username may hold blanks, as some senders write them
 * @param sessionId decimal digits, any number of them
 * @param version decimal digits, any number of them
 * @param addressType IP4 or IP6
 * @param address of the author; not where media goes
 */
public record Origin(String username, String sessionId, String version, String addressType, String address) {
    public Origin {
        Text.checked("origin user name", username);
        Text.token("origin session id", sessionId);
        Text.token("origin version", version);
        Text.token("origin address type", addressType);
        Text.token("origin address", address);
    }

    /** Our own origin: no user name, numbers of ours. */
    public static Origin of(long sessionId, long version, String address) {
        String type = address.indexOf(':') >= 0 ? "IP6" : "IP4";
        return new Origin("-", Long.toUnsignedString(sessionId), Long.toUnsignedString(version), type, address);
    }

    static Origin parse(int line, String text) throws MalformedSdp {
        String[] words = Text.words(text);
        int n = words.length;
        if (n < 6
                || !digits(words[n - 5])
                || !digits(words[n - 4])
                || !words[n - 3].equalsIgnoreCase("IN")
                || !(words[n - 2].equalsIgnoreCase("IP4") || words[n - 2].equalsIgnoreCase("IP6"))) {
            throw new MalformedSdp(
                    line,
                    Text.shown("o=" + text) + " is not an origin; wanted user, id, version, IN, IP4 or IP6, address");
        }
        String user = String.join(" ", Arrays.copyOf(words, n - 5));
        return new Origin(user, words[n - 5], words[n - 4], words[n - 2], words[n - 1]);
    }

    private static boolean digits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** As after {@code o=}. */
    @Override
    public String toString() {
        return username + " " + sessionId + " " + version + " IN " + addressType + " " + address;
    }
}
