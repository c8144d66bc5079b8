package org.bailey.media.provider;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailey.media.SourcePolicy;
import org.jspecify.annotations.Nullable;

/**
 * Checked settings of {@code org.bailey.media}.
 *
 * @param bind null: all addresses, those of IPv6 where they are needed
 * @param advertise null: {@code bind}, or what leads to the peer
 * @param loops 1 or more
 * @param warningPercent share of the pool from which on a warning is given
 */
record MediaSettings(
        int firstPort,
        int lastPort,
        @Nullable InetAddress bind,
        @Nullable InetAddress advertise,
        Duration quarantine,
        int receiveBufferBytes,
        int loops,
        Duration silence,
        SourcePolicy sources,
        int warningPercent,
        Dscp dscp,
        GatherSettings gather) {

    MediaSettings {
        range("firstPort", firstPort, 1024, 65534);
        range("lastPort", lastPort, 1025, 65535);
        if (lastPort <= firstPort) {
            throw new IllegalArgumentException("org.bailey.media: lastPort " + lastPort + " must be above firstPort "
                    + firstPort + ", a stream takes an even port and the odd one behind it");
        }
        range("quarantineSeconds", quarantine.toSeconds(), 0, 600);
        range("receiveBufferBytes", receiveBufferBytes, 8192, 16777216);
        range("loops", loops, 1, 64);
        range("silenceSeconds", silence.toSeconds(), 1, 600);
        range("poolWarningPercent", warningPercent, 1, 100);
    }

    private static final InetAddress ALL_IPV4 = all(4);
    private static final InetAddress ALL = all(16);

    /** {@return the address to bind for such a peer and such candidates: both families only where one of them is IPv6} */
    InetAddress bindTo(@Nullable InetAddress peer, List<InetAddress> candidates) {
        if (bind != null) {
            return bind;
        }
        boolean ipv6 = peer instanceof Inet6Address || candidates.stream().anyMatch(Inet6Address.class::isInstance);
        return ipv6 ? ALL : ALL_IPV4;
    }

    /** {@return those of these addresses that the address to bind stands for; all when none of them is} */
    List<InetAddress> bindable(List<InetAddress> addresses) {
        InetAddress to = bind;
        if (to == null || to.equals(ALL)) {
            return addresses;
        }
        List<InetAddress> some = addresses.stream()
                .filter(address -> address instanceof Inet6Address == to instanceof Inet6Address)
                .toList();
        return some.isEmpty() ? addresses : some;
    }

    /** {@return the address to write into SDP; null: what leads to the peer} */
    @Nullable
    InetAddress advertised() {
        return advertise != null || bind == null || bind.isAnyLocalAddress() ? advertise : bind;
    }

    /** {@return the addresses of host candidates, the best first; none: what leads to the peer} */
    List<InetAddress> candidates() {
        if (!gather.addresses().isEmpty()) {
            return bindable(gather.addresses());
        }
        return bind == null || bind.isAnyLocalAddress() ? List.of() : List.of(bind);
    }

    private static InetAddress all(int bytes) {
        try {
            return InetAddress.getByAddress(new byte[bytes]);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    static MediaSettings from(MediaConfig config) {
        return new MediaSettings(
                config.firstPort(),
                config.lastPort(),
                address("bindAddress", config.bindAddress()),
                address("advertiseAddress", config.advertiseAddress()),
                Duration.ofSeconds(config.quarantineSeconds()),
                config.receiveBufferBytes(),
                config.loops() == 0 ? Math.min(64, Runtime.getRuntime().availableProcessors()) : config.loops(),
                Duration.ofSeconds(config.silenceSeconds()),
                choice(SourcePolicy.values(), "sources", config.sources()),
                config.poolWarningPercent(),
                new Dscp(config.audioDscp(), config.videoDscp()),
                new GatherSettings(
                        addresses("iceAddresses", config.iceAddresses()),
                        Duration.ofMillis(config.iceGatherMillis()),
                        choice(TcpCandidates.values(), "tcpCandidates", config.tcpCandidates())));
    }

    private static <E extends Enum<E>> E choice(E[] choices, String setting, String text) {
        for (E choice : choices) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
                return choice;
            }
        }
        String last = choices[choices.length - 1].name().toLowerCase(Locale.ROOT);
        String others = Stream.of(choices)
                .limit(choices.length - 1)
                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw new IllegalArgumentException(
                "org.bailey.media: " + setting + " is " + others + " or " + last + ", not \"" + text + "\"");
    }

    private static List<InetAddress> addresses(String setting, String[] texts) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            InetAddress address = address(setting, text);
            if (address != null) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private static @Nullable InetAddress address(String setting, String text) {
        if (text.isBlank()) {
            return null;
        }
        String trimmed = text.strip();
        // digits, dots, colons and hexadecimal only: a name would ask DNS here
        if (trimmed.matches("[0-9]{1,3}([.][0-9]{1,3}){3}|[0-9a-fA-F:.%\\[\\]]*:[0-9a-zA-Z:.%\\[\\]]*")) {
            try {
                return InetAddress.getByName(trimmed);
            } catch (UnknownHostException e) {
                // told below
            }
        }
        throw new IllegalArgumentException(
                "org.bailey.media: " + setting + " \"" + text + "\" is not an IP address, such as 192.0.2.10");
    }

    static void range(String setting, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "org.bailey.media: " + setting + " " + value + " is not from " + min + " to " + max);
        }
    }
}
