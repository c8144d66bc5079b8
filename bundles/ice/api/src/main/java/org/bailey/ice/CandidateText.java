package org.bailey.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.Candidate.Type;
import org.jspecify.annotations.Nullable;

/** {@code 1 1 UDP 2130706431 192.0.2.1 50000 typ host} and the like. */
final class CandidateText {
    private static final Pattern FOUNDATION = Pattern.compile("[A-Za-z0-9+/]{1,32}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");
    private static final int FIXED = 8;
    private static final InetSocketAddress NOWHERE = new InetSocketAddress("0.0.0.0", 9);

    private CandidateText() {}

    static @Nullable Candidate parse(String value) {
        String[] words = value.strip().split("[ \t]+", 41);
        if (words.length < FIXED
                || words.length > 40
                || !FOUNDATION.matcher(words[0]).matches()
                || !words[6].equalsIgnoreCase("typ")) {
            return null;
        }
        long component = number(words[1]);
        long priority = number(words[3]);
        InetAddress host = Places.numeric(words[4]);
        long port = number(words[5]);
        Type type = type(words[7]);
        if (component < 1
                || component > 256
                || priority < 1
                || priority > Integer.MAX_VALUE
                || host == null
                || port < 0
                || port > 65535
                || type == null) {
            return null;
        }
        Transport transport = transport(words[2], extension(words, "tcptype"));
        if (transport == null || unusable(host, (int) port, transport)) {
            return null;
        }
        return new Candidate(
                words[0],
                (int) component,
                transport,
                priority,
                new InetSocketAddress(host, (int) port),
                type,
                related(words));
    }

    private static boolean unusable(InetAddress host, int port, Transport transport) {
        return host.isAnyLocalAddress()
                || host.isMulticastAddress()
                || port == 0 && transport != Transport.TCP_ACTIVE
                || host.getAddress().length == 4 && host.getAddress()[0] == -1;
    }

    private static long number(String text) {
        return NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
    }

    private static @Nullable Type type(String word) {
        for (Type type : Type.values()) {
            if (type.word.equalsIgnoreCase(word)) {
                return type;
            }
        }
        return null;
    }

    private static @Nullable Transport transport(String word, @Nullable String tcpType) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "UDP" -> Transport.UDP;
            case "TCP-ACT" -> Transport.TCP_ACTIVE;
            case "TCP-PASS" -> Transport.TCP_PASSIVE;
            case "TCP" ->
                "active".equalsIgnoreCase(tcpType)
                        ? Transport.TCP_ACTIVE
                        : "passive".equalsIgnoreCase(tcpType) ? Transport.TCP_PASSIVE : null;
            default -> null;
        };
    }

    private static @Nullable InetSocketAddress related(String[] words) {
        String host = extension(words, "raddr");
        String port = extension(words, "rport");
        InetAddress address = host == null ? null : Places.numeric(host);
        long number = port == null ? -1 : number(port);
        return address == null || number < 0 || number > 65535 ? null : new InetSocketAddress(address, (int) number);
    }

    private static @Nullable String extension(String[] words, String name) {
        for (int at = FIXED; at + 1 < words.length; at += 2) {
            if (words[at].equalsIgnoreCase(name)) {
                return words[at + 1];
            }
        }
        return null;
    }

    static String write(Candidate candidate, IceDialect dialect) {
        boolean microsoft = dialect == IceDialect.MICROSOFT;
        String transport = switch (candidate.transport()) {
            case UDP -> "UDP";
            case TCP_ACTIVE -> microsoft ? "TCP-ACT" : "TCP";
            case TCP_PASSIVE -> microsoft ? "TCP-PASS" : "TCP";
        };
        var text = new StringBuilder()
                .append(candidate.foundation())
                .append(' ')
                .append(candidate.component())
                .append(' ')
                .append(transport)
                .append(' ')
                .append(candidate.priority())
                .append(' ')
                .append(place(candidate.address()))
                .append(" typ ")
                .append(candidate.type().word);
        if (candidate.type() != Type.HOST) {
            InetSocketAddress related = candidate.related() == null ? NOWHERE : candidate.related();
            text.append(" raddr ").append(place(related).replace(" ", " rport "));
        }
        if (!microsoft && candidate.transport() != Transport.UDP) {
            text.append(" tcptype ").append(candidate.transport() == Transport.TCP_ACTIVE ? "active" : "passive");
        }
        return text.toString();
    }

    private static String place(InetSocketAddress address) {
        return Places.host(address.getAddress()) + " " + address.getPort();
    }
}
