package org.bailey.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * The console's TLS identity: {@code tls/console.p12}, opened by the text in {@code tls/console.password}.
 *
 * <p>The {@code tls} section makes the key store at the first start. When it did not, a self-signed one is made
 * here: the console must come up so that somebody can see what is wrong.
 */
final class ConsoleIdentity {
    private static final int PASSWORD_BYTES = 18;

    private final Path keystore;
    private final Path passwordFile;

    ConsoleIdentity(DataDirectory data) {
        this.keystore = data.path("tls/console.p12");
        this.passwordFile = data.path("tls/console.password");
    }

    /** Tells the HTTP service, and the {@code tls} section, where the key store is and what opens it. */
    void describe(Map<String, String> properties) throws IOException {
        if (Files.notExists(passwordFile)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            Files.createFile(
                    passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, Base64.getUrlEncoder().encodeToString(random));
        }
        String password = Files.readString(passwordFile).strip();
        properties.put("org.apache.felix.https.keystore", keystore.toString());
        properties.put("org.apache.felix.https.keystore.password", password);
        properties.put("org.apache.felix.https.keystore.key.password", password);
    }

    void ensure() throws IOException, InterruptedException, LaunchException {
        if (Files.exists(keystore)) {
            return;
        }
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "console",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "365",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keystore.toString(),
                        "-storepass:file",
                        passwordFile.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new LaunchException(ExitCode.SOFTWARE, "No certificate for the console could be made: " + said);
        }
        Files.setPosixFilePermissions(keystore, PosixFilePermissions.fromString("rw-------"));
    }
}
