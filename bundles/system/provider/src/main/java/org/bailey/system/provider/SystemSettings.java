package org.bailey.system.provider;

import java.net.InetSocketAddress;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checked form of {@link SystemConfig}: exists, therefore valid. */
record SystemSettings(
        String hostName,
        String domain,
        String clusterName,
        List<InetSocketAddress> dnsServers,
        Duration dnsTimeout,
        Duration longestTtl,
        ZoneId timeZone) {
    static final SystemSettings NOTHING_SET = new SystemSettings(
            "", "", "", List.of(), Duration.ofSeconds(2), Duration.ofDays(1), ZoneId.systemDefault());

    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern HOST = Pattern.compile(LABEL);
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

    SystemSettings {
        check("hostName", hostName, HOST, "one label of letters, digits and minus, such as gw1");
        check("domain", domain, NAME, "a DNS domain such as example.com");
        check("clusterName", clusterName, NAME, "an FQDN such as gw.example.com");
        if (dnsTimeout.toMillis() < 100 || dnsTimeout.toMillis() > 30_000) {
            throw new IllegalArgumentException("org.bailey.system dnsTimeoutMilliseconds is " + dnsTimeout.toMillis()
                    + ", but has to be between 100 and 30000");
        }
        if (longestTtl.toSeconds() < 1) {
            throw new IllegalArgumentException("org.bailey.system dnsMaximumTtlSeconds has to be at least 1");
        }
        dnsServers = List.copyOf(dnsServers);
    }

    /** @throws IllegalArgumentException naming the setting, its value and what it may be */
    static SystemSettings from(SystemConfig config) {
        return new SystemSettings(
                name(config.hostName()),
                name(config.domain()),
                name(config.clusterName()),
                ServerAddress.parse("org.bailey.system dnsServers", Arrays.asList(config.dnsServers())),
                Duration.ofMillis(config.dnsTimeoutMilliseconds()),
                Duration.ofSeconds(config.dnsMaximumTtlSeconds()),
                zone(config.timeZone().strip()));
    }

    String fqdn() {
        return hostName.isEmpty() || domain.isEmpty() ? "" : hostName + "." + domain;
    }

    /** {@return a bare host name with the domain appended; names with a dot, addresses and empty text unchanged} */
    String qualify(String name) {
        return domain.isEmpty() || !HOST.matcher(name.toLowerCase(Locale.ROOT)).matches() ? name : name + "." + domain;
    }

    private static void check(String setting, String value, Pattern pattern, String expected) {
        if (!value.isEmpty() && (!pattern.matcher(value).matches() || value.length() > 253)) {
            throw new IllegalArgumentException(
                    "org.bailey.system " + setting + " is '" + value + "', but has to be " + expected);
        }
    }

    private static String name(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    private static ZoneId zone(String id) {
        try {
            return id.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(id);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "org.bailey.system timeZone is '" + id + "', but has to be a zone such as Europe/Berlin");
        }
    }
}
