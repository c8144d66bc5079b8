package org.bailey.tls.provider;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bailey.system.SystemIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What the appliance is called now.
 *
 * @param fqdn empty while host name and domain are not configured
 * @param cluster empty when there is none
 * @param machine name the operating system knows this host by
 */
record OwnNames(String fqdn, String cluster, String machine) {
    static OwnNames of(@Nullable SystemIdentity identity, String machine) {
        return identity == null
                ? new OwnNames("", "", machine)
                : new OwnNames(identity.fqdn(), identity.clusterName(), machine);
    }

    /** {@return what the certificate is issued to} */
    String commonName() {
        return fqdn.isEmpty() ? machine : fqdn;
    }

    /** {@return the other names, also those under which a browser on this host comes} */
    List<String> alternatives() {
        Set<String> names = new LinkedHashSet<>(List.of(commonName(), cluster, machine, "localhost", "127.0.0.1"));
        names.remove("");
        return new ArrayList<>(names);
    }

    /** {@return the host name the operating system has; {@code localhost} when it has none that fits a certificate} */
    static String machineName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?") ? name : "localhost";
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
