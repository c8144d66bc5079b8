package org.bailey.tls.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands our identity to the HTTPS listener, which reads it from a key store file when it starts. File and password are
 * framework properties; a fingerprint in the listener's configuration makes it start anew when the identity changed.
 */
record ConsoleKeyStore(Path file, char[] password, ConfigurationAdmin configurations) {
    private static final String HTTP_PID = "org.apache.felix.http";
    private static final String FINGERPRINT = "org.bailey.tls.identity";
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleKeyStore.class);

    /** {@return null when the framework names no key store} */
    static @Nullable ConsoleKeyStore of(BundleContext bundle, ConfigurationAdmin configurations) {
        String file = bundle.getProperty("org.apache.felix.https.keystore");
        String password = bundle.getProperty("org.apache.felix.https.keystore.password");
        return file == null || password == null
                ? null
                : new ConsoleKeyStore(Path.of(file), password.toCharArray(), configurations);
    }

    void write(Identity identity) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "identity", identity.key(), password, identity.chain().toArray(new Certificate[0]));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, password);
            PrivateFiles.write(file, bytes.toByteArray(), true);
            announce(fingerprint(identity));
        } catch (GeneralSecurityException | IOException e) {
            LOG.error("the console's certificate cannot be written to {}: {}", file, e.toString());
        }
    }

    private void announce(String fingerprint) throws IOException {
        Configuration configuration = configurations.getConfiguration(HTTP_PID, "?");
        Dictionary<String, Object> properties = configuration.getProperties();
        if (properties == null) {
            properties = new Hashtable<>();
        }
        if (!fingerprint.equals(properties.get(FINGERPRINT))) {
            properties.put(FINGERPRINT, fingerprint);
            configuration.update(properties);
        }
    }

    private static String fingerprint(Identity identity) throws GeneralSecurityException {
        byte[] certificate = identity.certificate().getEncoded();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
    }
}
