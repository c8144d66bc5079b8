package org.bailey.system.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.53, 192.0.2.53, 53",
        "192.0.2.53:5353, 192.0.2.53, 5353",
        "2001:db8::53, 2001:db8:0:0:0:0:0:53, 53",
        "[2001:db8::53], 2001:db8:0:0:0:0:0:53, 53",
        "[2001:db8::53]:5353, 2001:db8:0:0:0:0:0:53, 5353"
    })
    void anAddressIsReadWithOrWithoutPort(String typed, String address, int port) {
        InetSocketAddress server =
                ServerAddress.parse("dnsServers", List.of(typed)).get(0);
        assertEquals(address, server.getAddress().getHostAddress());
        assertEquals(port, server.getPort());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dns.example.com", "192.0.2", "192.0.2.1:0", "192.0.2.1:65536", "192.0.2.1:x", "[::1", ":53"})
    void anythingElseIsRefusedWithItsText(String typed) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> ServerAddress.parse("dnsServers", List.of(typed)));
        assertTrue(refusal.getMessage().contains("dnsServers has '" + typed + "'"), refusal.getMessage());
    }

    @Test
    void everyAddressIsReadBackFromItsText() throws Exception {
        Random random = new Random(4711);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            InetSocketAddress server =
                    new InetSocketAddress(InetAddress.getByAddress(bytes), 1 + random.nextInt(65535));
            assertEquals(List.of(server), ServerAddress.parse("dnsServers", List.of(ServerAddress.text(server))));
        }
    }

    @Test
    void noTextMakesItThrowAnythingElse() {
        Random random = new Random(4712);
        String alphabet = "0123456789abcdef.:[]%x ";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(24); n >= 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                ServerAddress.parse("dnsServers", List.of(text.toString()));
            } catch (IllegalArgumentException refusal) {
                assertTrue(refusal.getMessage().startsWith("dnsServers has '"), refusal.getMessage());
            }
        }
    }

    @Test
    void onlyLiteralsAreLiterals() {
        assertNotNull(ServerAddress.literal("127.0.0.1"));
        assertNotNull(ServerAddress.literal("[::1]"));
        assertNull(ServerAddress.literal("localhost"));
        assertNull(ServerAddress.literal("fe"), "hexadecimal digits alone are a name");
        assertNull(ServerAddress.literal(""));
        assertNull(ServerAddress.literal("[127.0.0.1]"));
    }
}
