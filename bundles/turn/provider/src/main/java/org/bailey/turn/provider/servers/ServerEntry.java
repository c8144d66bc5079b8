package org.bailey.turn.provider.servers;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.bailey.turn.TurnServer.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Checked settings of one {@code org.bailey.turn.server}.
 *
 * @param pid whose settings they are
 * @param host name or literal address, without brackets
 * @param username empty for a server that asks for none
 * @param password never printed
 */
public record ServerEntry(
        String pid, String host, int port, Transport transport, String username, String password, String description) {
    /** RFC 8489 section 14.3: fewer than 509 bytes. */
    private static final int LONGEST_USERNAME = 508;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252}[A-Za-z0-9_.])?");
    // digits, dots, colons and hexadecimal only: a name would ask DNS here
    private static final Pattern LITERAL = Pattern.compile("[0-9]{1,3}([.][0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    public ServerEntry {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("address is empty: give the server's name or IP address");
        }
        if (literal(host) == null
                && (!NAME.matcher(host).matches() || LITERAL.matcher(host).matches())) {
            throw new IllegalArgumentException("address '" + host + "' is no name and no IP address, such as"
                    + " turn.example.com or 192.0.2.10; the port is a setting of its own");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not from 1 to 65535");
        }
        if (username.getBytes(StandardCharsets.UTF_8).length > LONGEST_USERNAME) {
            throw new IllegalArgumentException("username has more than " + LONGEST_USERNAME + " bytes");
        }
        if (username.isEmpty() != password.isEmpty()) {
            throw new IllegalArgumentException(
                    username.isEmpty()
                            ? "username is empty although there is a password"
                            : "password is empty although there is a username");
        }
    }

    /** {@return how people call it: what is behind the tilde of the PID} */
    public String name() {
        return pid.substring(pid.indexOf('~') + 1);
    }

    /** {@return the address if there is nothing to look up} */
    @Nullable
    InetAddress literal() {
        return literal(host);
    }

    /** {@return host and port as people write it} */
    String where() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static @Nullable InetAddress literal(String host) {
        try {
            return LITERAL.matcher(host).matches() ? InetAddress.getByName(host) : null;
        } catch (UnknownHostException notOne) {
            return null;
        }
    }

    @Override
    public String toString() {
        return name() + " (" + transport + " " + where() + ")";
    }
}
