package org.bailey.tls.provider;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Offers the identity of the moment. The alias counts identities: a handshake that chose one before a change gets key
 * and chain of that same one.
 */
final class ReloadingKeyManager extends X509ExtendedKeyManager {
    private record Generation(
            long number, Identity identity, @Nullable Generation before) {
        String alias() {
            return "identity-" + number;
        }
    }

    private volatile Generation current;

    ReloadingKeyManager(Identity identity) {
        current = new Generation(1, identity, null);
    }

    synchronized void use(Identity identity) {
        Generation last = new Generation(current.number(), current.identity(), null);
        current = new Generation(last.number() + 1, identity, last);
    }

    Identity identity() {
        return current.identity();
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return choose(keyType);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(keyType);
    }

    // Issuers a server hints at are not looked at: there is one identity, and a refusal by the peer says more than
    // silence.
    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return choose(keyTypes);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(keyTypes);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = choose(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return getServerAliases(keyType, issuers);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Identity identity = find(alias);
        return identity == null ? null : identity.chain().toArray(new X509Certificate[0]);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Identity identity = find(alias);
        return identity == null ? null : identity.key();
    }

    /** Key types are as JSSE names them: {@code EC}, {@code RSA}, {@code RSASSA-PSS}, {@code EC_EC}... */
    private @Nullable String choose(String... keyTypes) {
        Generation now = current;
        String algorithm = now.identity().key().getAlgorithm();
        for (String type : keyTypes) {
            if (type.equals(algorithm) || type.startsWith(algorithm + "_")) {
                return now.alias();
            }
        }
        return null;
    }

    private @Nullable Identity find(String alias) {
        for (Generation next = current; next != null; next = next.before()) {
            if (next.alias().equals(alias)) {
                return next.identity();
            }
        }
        return null;
    }
}
