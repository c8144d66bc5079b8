package org.bailey.dialplan.provider.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.Test;

class TypedTest {
    @Test
    void valuesComeInTheFormsThatConfigurationFilesAndTheConsoleGive() {
        ZoneConfig zone = Typed.view(
                ZoneConfig.class,
                Map.of(
                        "name", " CUCM ",
                        "peers", List.of("a", "b"),
                        "transport", "tcp",
                        "hopCount", 20L,
                        "port", "5062",
                        "monitor", "False",
                        "profile", "cucm before 8-6_1"));
        assertEquals("CUCM", zone.name());
        assertArrayEquals(new String[] {"a", "b"}, zone.peers());
        assertEquals(Transport.TCP, zone.transport());
        assertEquals(20, zone.hopCount());
        assertEquals(5062, zone.port());
        assertEquals(false, zone.monitor());
        assertEquals(ZoneConfig.Profile.CUCM_BEFORE_8_6_1, zone.profile());
        assertArrayEquals(
                new String[] {"a"},
                Typed.view(ZoneConfig.class, Map.of("peers", "a")).peers());
        assertArrayEquals(
                new String[] {"a"},
                Typed.view(ZoneConfig.class, Map.of("peers", new String[] {"a"}))
                        .peers());
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        ZoneConfig zone = Typed.view(ZoneConfig.class, Map.of());
        assertEquals(15, zone.hopCount());
        assertEquals(Transport.TLS, zone.transport());
        assertTrue(zone.tlsVerify());
        assertEquals(0, zone.peers().length);
    }

    @Test
    void aWrongValueIsRefusedWithItsSettingAndWhatItMayBe() {
        assertEquals("port is 'abc', but has to be a whole number", refusal(Map.of("port", "abc"), ZoneConfig::port));
        assertEquals(
                "enabled is 'yes', but has to be true or false",
                refusal(Map.of("enabled", "yes"), ZoneConfig::enabled));
        assertEquals(
                "transport is 'sctp', but has to be one of [UDP, TCP, TLS]",
                refusal(Map.of("transport", "sctp"), ZoneConfig::transport));
    }

    @Test
    void everyWholeNumberIsReadBack() {
        Random random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            int number = random.nextInt();
            Object typed = random.nextBoolean() ? (Object) number : " " + number + " ";
            assertEquals(
                    number, Typed.view(ZoneConfig.class, Map.of("port", typed)).port());
        }
    }

    private static String refusal(Map<String, Object> values, java.util.function.Function<ZoneConfig, Object> read) {
        ZoneConfig zone = Typed.view(ZoneConfig.class, values);
        return assertThrows(IllegalArgumentException.class, () -> read.apply(zone))
                .getMessage();
    }
}
