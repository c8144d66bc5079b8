package org.bailey.tls.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** OpenSSL's command line in a folder, and an authority of it there: a root and an intermediate that signs. */
record OpenSslCommand(Path folder) {
    private static final String OPENSSL = "/usr/bin/openssl";

    static OpenSslCommand in(Path folder) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of(OPENSSL)), "openssl is not installed");
        return new OpenSslCommand(Files.createDirectories(folder));
    }

    /** {@return what it said} */
    String run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(OPENSSL));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "openssl does not end");
        assertEquals(0, process.exitValue(), String.join(" ", command) + "\n" + said);
        return said;
    }

    String file(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /** Leaves {@code root.pem} and {@code issuing.pem} with their keys. */
    OpenSslCommand withAuthority() throws IOException, InterruptedException {
        selfSigned("root", "/CN=Site root", "basicConstraints=critical,CA:TRUE");
        run(
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "issuing.key",
                "-subj",
                "/CN=Site issuing",
                "-out",
                "i.csr");
        sign("i.csr", "root", "issuing.pem", "basicConstraints=critical,CA:TRUE", "365");
        return this;
    }

    void selfSigned(String name, String subject, String extension) throws IOException, InterruptedException {
        run(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                name + ".key",
                "-subj",
                subject,
                "-addext",
                extension,
                "-days",
                "365",
                "-out",
                name + ".pem");
    }

    /** Signs a request as authorities do: they write the extensions themselves. */
    void sign(String request, String authority, String certificate, String extensions, String days)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("extensions"), extensions);
        run(
                "x509",
                "-req",
                "-in",
                request,
                "-CA",
                authority + ".pem",
                "-CAkey",
                authority + ".key",
                "-CAcreateserial",
                "-days",
                days,
                "-extfile",
                "extensions",
                "-out",
                certificate);
    }

    /** {@return the certificate the site's authority gives for a request, for both roles} */
    String answer(String requestPem, String names) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("gw.csr"), requestPem);
        sign("gw.csr", "issuing", "gw.pem", "extendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=" + names, "90");
        return file("gw.pem");
    }
}
