package org.bailey.system.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemSettingsTest {
    @Test
    void theRoutableNameNeedsHostAndDomain() {
        assertEquals(
                "gw1.example.com",
                identity(Map.of("hostName", "GW1 ", "domain", "Example.com")).fqdn());
        assertEquals("", identity(Map.of("hostName", "gw1")).fqdn());
        assertEquals("", identity(Map.of("domain", "example.com")).fqdn());
    }

    @Test
    void aClusterOfOneWithoutNameIsCalledAsTheAppliance() {
        assertEquals(
                "gw1.example.com",
                identity(Map.of("hostName", "gw1", "domain", "example.com")).clusterName());
        assertEquals(
                "gw.example.com",
                identity(Map.of("clusterName", "gw.example.com")).clusterName());
    }

    @Test
    void bareHostNamesGetTheDomainAndOthersDoNot() {
        ConfiguredIdentity identity = identity(Map.of("domain", "example.com"));
        assertEquals("imp1.example.com", identity.qualify("imp1"));
        assertEquals("imp1.other.org", identity.qualify("imp1.other.org"));
        assertEquals("2001:db8::1", identity.qualify("2001:db8::1"));
        assertEquals("", identity.qualify(""));
        assertEquals("imp1", identity(Map.of()).qualify("imp1"));
    }

    @ParameterizedTest
    @CsvSource({
        "hostName, gw1.example.com",
        "hostName, -gw",
        "domain, example..com",
        "domain, exam_ple.com",
        "clusterName, gw .example.com",
        "timeZone, Mars/Olympus"
    })
    void aWrongValueIsRefusedWithSettingAndValue(String setting, String value) {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> SystemSettings.from(Typed.config(SystemConfig.class, Map.of(setting, value))));
        assertTrue(refusal.getMessage().contains(setting), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("'" + value + "'"), refusal.getMessage());
    }

    @Test
    void aWrongValueKeepsTheNamesInUse() {
        ConfiguredIdentity identity = identity(Map.of("hostName", "gw1", "domain", "example.com"));
        identity.reconfigure(Typed.config(SystemConfig.class, Map.of("hostName", "not a name")));
        assertEquals("gw1.example.com", identity.fqdn());
    }

    @Test
    void timesAreShownInTheConfiguredZone() {
        assertEquals(
                ZoneId.of("Europe/Berlin"),
                identity(Map.of("timeZone", "Europe/Berlin")).timeZone());
        assertEquals(ZoneId.systemDefault(), identity(Map.of()).timeZone());
    }

    private static ConfiguredIdentity identity(Map<String, Object> values) {
        return new ConfiguredIdentity(Typed.config(SystemConfig.class, values));
    }
}
