package org.bailey.system.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostsFileTest {
    @TempDir
    Path directory;

    @Test
    void aNameMayHaveSeveralAddressesAndAnAddressSeveralNames() throws Exception {
        Map<String, List<InetAddress>> names = HostsFile.parse("""
                # comment
                192.0.2.1   fe1.example.com FE1   # trailing
                192.0.2.2\tfe1.example.com.
                ::1 localhost
                broken line
                """);
        assertEquals(
                List.of(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("192.0.2.2")),
                names.get("fe1.example.com"));
        assertEquals(List.of(InetAddress.getByName("192.0.2.1")), names.get("fe1"));
        assertEquals(3, names.size());
    }

    @Test
    void aMissingFileHasNoNames() {
        assertEquals(List.of(), new HostsFile(directory.resolve("absent")).addresses("fe1"));
    }

    @Test
    void resolvConfGivesItsServersInOrder() throws Exception {
        Path file = Files.writeString(
                directory.resolve("resolv.conf"),
                "search example.com\n nameserver 192.0.2.53\nnameserver 2001:db8::53 \n# nameserver 192.0.2.9\nnameserver\n");
        assertEquals(
                List.of(new InetSocketAddress("192.0.2.53", 53), new InetSocketAddress("2001:db8::53", 53)),
                ResolvConf.servers(file));
        assertEquals(List.of(new InetSocketAddress("127.0.0.1", 53)), ResolvConf.servers(directory.resolve("absent")));
    }
}
