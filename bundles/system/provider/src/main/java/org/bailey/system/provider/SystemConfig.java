package org.bailey.system.provider;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "System",
        description =
                "Names of this appliance and the DNS servers it asks. Front Ends find us under host name and domain:"
                        + " without both they never open a TLS connection to us.")
@interface SystemConfig {
    @AttributeDefinition(
            name = "Host name",
            description = "First label of our routable name, different on every appliance: gw1",
            required = false)
    String hostName() default "";

    @AttributeDefinition(
            name = "Domain",
            description = "DNS domain of our routable name, also appended to bare host names: example.com",
            required = false)
    String domain() default "";

    @AttributeDefinition(
            name = "Cluster name",
            description = "FQDN that static routes and trusted application pools point to, also for a cluster of one."
                    + " Empty: host name and domain.",
            required = false)
    String clusterName() default "";

    @AttributeDefinition(
            name = "DNS servers",
            description =
                    "Addresses, asked in this order: 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53. The next one"
                            + " is asked when one does not answer. Empty: those of /etc/resolv.conf. Servers for single domains"
                            + " are org.bailey.system.dns.",
            required = false)
    String[] dnsServers() default {};

    @AttributeDefinition(
            name = "DNS timeout (ms)",
            description = "How long one server may take for one answer before the next one is asked.",
            min = "100",
            max = "30000")
    int dnsTimeoutMilliseconds() default 2000;

    @AttributeDefinition(
            name = "Longest DNS caching (s)",
            description = "Answers are kept for their TTL, but never longer than this.",
            min = "1",
            max = "604800")
    int dnsMaximumTtlSeconds() default 86400;

    @AttributeDefinition(
            name = "Time zone",
            description = "Zone in which times are shown: Europe/Berlin. Empty: the machine's.",
            required = false)
    String timeZone() default "";
}
