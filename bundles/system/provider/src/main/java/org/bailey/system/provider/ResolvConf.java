package org.bailey.system.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine's own DNS servers: the {@code nameserver} lines of resolv.conf(5). */
final class ResolvConf {
    private ResolvConf() {}

    /** {@return the servers in order; the local host where the file names none or is not there, as resolv.conf(5) says} */
    static List<InetSocketAddress> servers(Path file) {
        List<InetSocketAddress> servers = new ArrayList<>();
        try {
            for (String line :
                    Files.readString(file, StandardCharsets.ISO_8859_1).split("\n")) {
                String[] words = line.strip().split("\\s+");
                InetAddress address =
                        words.length > 1 && words[0].equals("nameserver") ? ServerAddress.literal(words[1]) : null;
                if (address != null) {
                    servers.add(new InetSocketAddress(address, 53));
                }
            }
        } catch (IOException absent) {
            // the local host, below
        }
        return servers.isEmpty() ? List.of(new InetSocketAddress("127.0.0.1", 53)) : servers;
    }
}
