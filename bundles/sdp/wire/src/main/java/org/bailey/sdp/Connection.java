package org.bailey.sdp;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A {@code c=} line (RFC 8866 section 5.7).
 *
 * @param addressType IP4 or IP6
 * @param address a numeric address or a host name; with /ttl and /count where a multicast sender wrote them
 */
public record Connection(String addressType, String address) {
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+");
    private static final Pattern IP4 =
            Pattern.compile("(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");
    private static final Pattern IP6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9._-]+)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?");
    private static final Pattern SCOPE = Pattern.compile("[0-9]{1,5}(/[0-9]{1,5})?");

    public Connection {
        if (!valid(addressType, address)) {
            throw new IllegalArgumentException(
                    "'" + addressType + " " + address + "' is not a connection; wanted IP4 or IP6 and an address");
        }
    }

    /** The connection line for a numeric address; colons make it IP6. */
    public static Connection of(String address) {
        return new Connection(address.indexOf(':') >= 0 ? "IP6" : "IP4", address);
    }

    /** The old way to say hold: {@code c=IN IP4 0.0.0.0} (RFC 2543 appendix B.5, RFC 3264 section 8.4). */
    public boolean unspecified() {
        return host().equals("0.0.0.0") || host().equals("::");
    }

    /** The address without /ttl and /count. */
    public String host() {
        int slash = address.indexOf('/');
        return slash < 0 ? address : address.substring(0, slash);
    }

    static Connection parse(int line, String text) throws MalformedSdp {
        String[] words = Text.words(text);
        String type = words.length == 3 ? words[1].toUpperCase(Locale.ROOT) : "";
        if (words.length != 3 || !words[0].equalsIgnoreCase("IN") || !valid(type, words[2])) {
            throw new MalformedSdp(
                    line, Text.shown("c=" + text) + " is not a connection; wanted IN, IP4 or IP6 and an address");
        }
        return new Connection(type, words[2]);
    }

    private static boolean valid(String type, String address) {
        if (address.length() > 255) {
            return false;
        }
        int slash = address.indexOf('/');
        String host = slash < 0 ? address : address.substring(0, slash);
        if (slash >= 0 && !SCOPE.matcher(address.substring(slash + 1)).matches()) {
            return false;
        }
        boolean named = !NUMERIC.matcher(host).matches() && NAME.matcher(host).matches();
        return switch (type) {
            case "IP4" -> named || IP4.matcher(host).matches();
            case "IP6" -> named || IP6.matcher(host).matches();
            default -> false;
        };
    }

    /** As after {@code c=}. */
    @Override
    public String toString() {
        return "IN " + addressType + " " + address;
    }
}
