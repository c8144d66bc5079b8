package org.bailey.tls;

import java.security.KeyStore;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The appliance's own small certification authority, made at first start; signs identities of the appliance and of its lab. */
@ProviderType
public interface PrivateAuthority {
    /**
     * Issues a certificate for serverAuth and clientAuth with a fresh P-256 key, valid from an hour ago for 397 days.
     *
     * @param commonName also the first alternative name
     * @param alternativeNames DNS names and IP addresses
     * @return a PKCS12 key store without password holding the key with its chain under the alias {@code identity}
     */
    KeyStore issue(String commonName, List<String> alternativeNames);

    /** {@return the authority's certificate as PEM, for the trust lists of peers} */
    String certificatePem();
}
