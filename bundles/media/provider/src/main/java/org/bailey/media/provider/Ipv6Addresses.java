package org.bailey.media.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The IPv6 addresses of this machine that others may be told of: global and unique local ones (RFC 4193) that last. Java
 * does not say which are temporary (RFC 8981) or deprecated; Linux does, a line for each in /proc/net/if_inet6: address,
 * number of the interface, length of the prefix, scope, flags, name of the interface.
 */
final class Ipv6Addresses {
    private static final Path TABLE = Path.of("/proc/net/if_inet6");
    private static final int MOST = 4;
    private static final int GLOBAL_SCOPE = 0;
    // IFA_F_TEMPORARY, IFA_F_DADFAILED, IFA_F_DEPRECATED, IFA_F_TENTATIVE
    private static final int PASSING = 0x01 | 0x08 | 0x20 | 0x40;

    private Ipv6Addresses() {}

    /** {@return those there are now; none where the system has no such table} */
    static List<InetAddress> now() {
        try {
            return of(Files.readAllLines(TABLE));
        } catch (IOException noIpv6) {
            return List.of();
        }
    }

    static List<InetAddress> of(List<String> table) {
        return table.stream()
                .flatMap(line -> Stream.ofNullable(address(line.strip().split(" +"))))
                .limit(MOST)
                .toList();
    }

    private static @Nullable InetAddress address(String[] words) {
        try {
            boolean lasts = words.length >= 6
                    && Integer.parseInt(words[3], 16) == GLOBAL_SCOPE
                    && (Integer.parseInt(words[4], 16) & PASSING) == 0;
            return lasts ? InetAddress.getByAddress(HexFormat.of().parseHex(words[0])) : null;
        } catch (IllegalArgumentException | UnknownHostException otherForm) {
            return null;
        }
    }
}
