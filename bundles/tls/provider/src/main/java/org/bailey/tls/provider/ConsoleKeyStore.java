package org.bailey.tls.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import org.bailey.system.PrivateFile;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands our identity to the HTTPS listener, which reads it from a key store file when it starts. File and password are
 * framework properties.
 */
record ConsoleKeyStore(Path file, char[] password) {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleKeyStore.class);

    /** {@return null when the framework names no key store} */
    static @Nullable ConsoleKeyStore of(BundleContext bundle) {
        String file = bundle.getProperty("org.apache.felix.https.keystore");
        String password = bundle.getProperty("org.apache.felix.https.keystore.password");
        return file == null || password == null ? null : new ConsoleKeyStore(Path.of(file), password.toCharArray());
    }

    void write(Identity identity) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "identity", identity.key(), password, identity.chain().toArray(new Certificate[0]));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, password);
            PrivateFile.write(file, bytes.toByteArray(), true);
        } catch (GeneralSecurityException | IOException e) {
            LOG.error("the console's certificate cannot be written to {}: {}", file, e.toString());
        }
    }
}
