package org.bailey.dialplan.provider.plan;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bailey.sip.SipUri;
import org.jspecify.annotations.Nullable;

/**
 * A peer as configured.
 *
 * @param host name or address, IPv6 without brackets
 * @param port 0 where none was given: the zone's port, else SRV
 * @param text as typed
 */
public record Peer(String host, int port, String text) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9])?\\.?");
    private static final Pattern DIGITS = Pattern.compile("[0-9.]+");
    private static final Pattern V4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

    /** @throws IllegalArgumentException saying what is wrong with it */
    public static Peer parse(String typed) {
        String text = typed.strip();
        boolean bareV6 = !text.startsWith("[") && text.indexOf(':') != text.lastIndexOf(':');
        SipUri uri;
        try {
            uri = SipUri.parse("sip:" + (bareV6 ? "[" + text + "]" : text));
        } catch (IllegalArgumentException wrong) {
            throw refused(text);
        }
        String host = uri.host();
        boolean v6 = host.startsWith("[") && host.endsWith("]");
        String bare = v6 ? host.substring(1, host.length() - 1) : host;
        boolean possible = v6
                ? bare.indexOf(':') >= 0 && literal(bare) != null
                : NAME.matcher(bare).matches();
        boolean digits = !v6 && DIGITS.matcher(bare).matches();
        if (!possible
                || digits && !V4.matcher(bare).matches()
                || !uri.user().isEmpty()
                || !uri.parameters().isEmpty()
                || !uri.headers().isEmpty()) {
            throw refused(text);
        }
        return new Peer(bare, Math.max(0, uri.port()), text);
    }

    /** {@return the address itself where an address was typed; empty for a name} */
    public Optional<InetAddress> address() {
        return host.indexOf(':') >= 0 || V4.matcher(host).matches()
                ? Optional.ofNullable(literal(host))
                : Optional.empty();
    }

    /** Digits and colons are never looked up. */
    private static @Nullable InetAddress literal(String text) {
        try {
            return text.matches("[0-9A-Fa-f:.]+") ? InetAddress.getByName(text) : null;
        } catch (UnknownHostException noAddress) {
            return null;
        }
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("peer '" + text
                + "' is neither an address nor a name, with or without port, such as cucm1.example.com or"
                + " 192.0.2.10:5060");
    }
}
