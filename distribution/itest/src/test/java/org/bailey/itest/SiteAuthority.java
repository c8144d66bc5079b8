package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority as a site has one, made of the JDK's keytool. */
record SiteAuthority(Path folder) {
    static final String NAME = "CN=Site authority";

    private static final String PASSWORD = "changeit";

    static SiteAuthority in(Path folder) throws IOException, InterruptedException {
        SiteAuthority authority = new SiteAuthority(Files.createDirectories(folder));
        authority.keytool("-genkeypair", "-keyalg", "EC", "-dname", NAME, "-ext", "bc:c");
        return authority;
    }

    /** {@return a certificate for both roles of mutual TLS, with its issuer, as PEM} */
    String sign(String request, String host) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("request.pem"), request);
        String usages = "eku=serverAuth,clientAuth";
        return keytool("-gencert", "-infile", file.toString(), "-rfc", "-ext", usages, "-ext", "san=dns:" + host)
                + certificate();
    }

    String certificate() throws IOException, InterruptedException {
        return keytool("-exportcert", "-rfc");
    }

    /** {@return its certificate, which vouches for code as for anything} */
    X509Certificate own() throws IOException, GeneralSecurityException {
        return (X509Certificate) store().getCertificate("site");
    }

    PrivateKey key() throws IOException, GeneralSecurityException {
        return (PrivateKey) store().getKey("site", PASSWORD.toCharArray());
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(folder.resolve("site.p12").toFile(), PASSWORD.toCharArray());
    }

    private String keytool(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("-alias", "site", "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", folder.resolve("site.p12").toString()));
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectOutput(said.toFile())
                .redirectError(folder.resolve("error").toFile())
                .start();
        assertTrue("keytool ends", process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(String.join(" ", command), 0, process.exitValue());
        return Files.readString(said, StandardCharsets.US_ASCII);
    }
}
