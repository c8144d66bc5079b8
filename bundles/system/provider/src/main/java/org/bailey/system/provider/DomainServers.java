package org.bailey.system.provider;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DNS servers for names of some domains only, such as the internal host names that Microsoft servers put into Contact.
 * One that cannot be read is not there: its domains go to the default servers, and the log says why.
 */
@Component(
        service = DomainServers.class,
        configurationPid = "org.bailey.system.dns",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DomainServers.Config.class, factory = true)
public final class DomainServers {
    @ObjectClassDefinition(
            name = "DNS servers for domains",
            description = "Names in these domains, and below them, are asked from these servers only.")
    @interface Config {
        @AttributeDefinition(name = "Domains", description = "lync.example.com; the longest fitting domain decides")
        String[] domains() default {};

        @AttributeDefinition(
                name = "Servers",
                description = "Addresses asked in this order: 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53")
        String[] servers() default {};
    }

    private final List<String> domains;
    private final List<InetSocketAddress> servers;

    private static final Logger LOG = LoggerFactory.getLogger(DomainServers.class);

    @Activate
    public DomainServers(Config config, Map<String, Object> properties) {
        this(readable(config, String.valueOf(properties.get("service.pid"))));
    }

    DomainServers(List<String> domains, List<InetSocketAddress> servers) {
        this(new Entry(domains, servers));
    }

    private DomainServers(@Nullable Entry entry) {
        domains = entry == null ? List.of() : entry.domains;
        servers = entry == null ? List.of() : entry.servers;
    }

    private record Entry(List<String> domains, List<InetSocketAddress> servers) {
        Entry {
            domains = domains.stream()
                    .map(DomainServers::plain)
                    .filter(d -> !d.isEmpty())
                    .toList();
            servers = List.copyOf(servers);
            if (domains.isEmpty() || servers.isEmpty()) {
                throw new IllegalArgumentException(
                        "needs at least one of domains and one of servers, but has " + domains + " and " + servers);
            }
        }

        static Entry of(Config config) {
            return new Entry(
                    Arrays.asList(config.domains()),
                    ServerAddress.parse("org.bailey.system.dns servers", Arrays.asList(config.servers())));
        }
    }

    /** @throws IllegalArgumentException naming what it lacks, or the address that is none */
    static void check(Config config) {
        Entry.of(config);
    }

    private static @Nullable Entry readable(Config config, String pid) {
        try {
            return Entry.of(config);
        } catch (IllegalArgumentException wrong) {
            LOG.error("{}: {}; its domains go to the default servers until it is corrected", pid, wrong.getMessage());
            return null;
        }
    }

    List<InetSocketAddress> servers() {
        return servers;
    }

    /** {@return length of the longest of our domains that holds {@code name}; -1 when none does} */
    int fit(String name) {
        String plain = plain(name);
        return domains.stream()
                .filter(d -> plain.equals(d) || plain.endsWith("." + d))
                .mapToInt(String::length)
                .max()
                .orElse(-1);
    }

    private static String plain(String domain) {
        String lower = domain.strip().toLowerCase(Locale.ROOT);
        String noStar = lower.startsWith("*.") ? lower.substring(2) : lower;
        String noDot = noStar.endsWith(".") ? noStar.substring(0, noStar.length() - 1) : noStar;
        return noDot.startsWith(".") ? noDot.substring(1) : noDot;
    }
}
