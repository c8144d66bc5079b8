package org.bailey.system.provider;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Address;

/** Reads addresses of DNS servers and literal addresses, never asking DNS. */
final class ServerAddress {
    private static final int DNS_PORT = 53;

    private ServerAddress() {}

    /**
     * @param setting name for the complaint
     * @throws IllegalArgumentException naming setting and value
     */
    static List<InetSocketAddress> parse(String setting, List<String> typed) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (String one : typed) {
            String text = one.strip();
            if (!text.isEmpty()) {
                servers.add(parse(setting, text));
            }
        }
        return servers;
    }

    private static InetSocketAddress parse(String setting, String text) {
        String host = text;
        int port = DNS_PORT;
        int colon = text.lastIndexOf(':');
        boolean portFollows = text.startsWith("[") ? colon > text.indexOf(']') : colon == text.indexOf(':');
        if (colon >= 0 && portFollows) {
            host = text.substring(0, colon);
            port = port(text.substring(colon + 1));
        }
        InetAddress address = literal(host);
        if (address == null || port < 1) {
            throw new IllegalArgumentException(
                    setting + " has '" + text
                            + "', but a DNS server is an address with or without port, such as 192.0.2.53 or [2001:db8::53]:53");
        }
        return new InetSocketAddress(address, port);
    }

    private static int port(String digits) {
        try {
            int port = Integer.parseInt(digits);
            return port > 0 && port < 65536 ? port : -1;
        } catch (NumberFormatException noNumber) {
            return -1;
        }
    }

    /** {@return the address an IPv4 or IPv6 literal stands for, brackets allowed; null for a name} */
    static @Nullable InetAddress literal(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String bare = bracketed ? text.substring(1, text.length() - 1) : text;
        byte[] bytes = bracketed ? null : Address.toByteArray(bare, Address.IPv4);
        if (bytes == null && bare.indexOf(':') >= 0) {
            bytes = Address.toByteArray(bare, Address.IPv6);
        }
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException wrongLength) {
            return null;
        }
    }

    static String text(InetSocketAddress server) {
        String address = server.getAddress().getHostAddress();
        String bracketed = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
        return server.getPort() == DNS_PORT ? address : bracketed + ":" + server.getPort();
    }
}
