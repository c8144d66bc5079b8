package org.bailey.dialplan.provider.plan;

import org.bailey.sip.SipUri;

/**
 * A peer as configured.
 *
 * @param host name or address, IPv6 without brackets
 * @param port 0 where none was given: the zone's port, else SRV
 * @param text as typed
 */
public record Peer(String host, int port, String text) {
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
        if (!bare.matches(v6 ? "[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*" : "[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9])?\\.?")
                || !uri.user().isEmpty()
                || !uri.parameters().isEmpty()
                || !uri.headers().isEmpty()) {
            throw refused(text);
        }
        return new Peer(bare, Math.max(0, uri.port()), text);
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("peer '" + text
                + "' is neither an address nor a name, with or without port, such as cucm1.example.com or"
                + " 192.0.2.10:5060");
    }
}
