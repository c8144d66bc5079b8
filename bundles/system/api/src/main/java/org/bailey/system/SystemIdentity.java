package org.bailey.system;

import java.time.ZoneId;
import org.osgi.annotation.versioning.ProviderType;

/** Names of this appliance, from {@code org.bailey.system}. Safe for use by many threads; may change at any time. */
@ProviderType
public interface SystemIdentity {
    /** {@return host name without domain; empty when not configured} */
    String hostName();

    /** {@return DNS domain; empty when not configured} */
    String domain();

    /** {@return routable name, unique per appliance, used in signalling: host and domain; empty unless both are set} */
    String fqdn();

    /** {@return FQDN of the cluster, also of a cluster of one; the own FQDN where none is set} */
    String clusterName();

    /** {@return a bare host name with the system domain appended, any other name unchanged} */
    String qualify(String name);

    /** {@return the zone in which times are shown to people} */
    ZoneId timeZone();
}
