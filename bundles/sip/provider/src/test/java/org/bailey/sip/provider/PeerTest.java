package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bailey.sip.Headers;
import org.bailey.sip.SipEvent.Requested;
import org.bailey.sip.SipResponse;
import org.bailey.sip.SipUser;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stack against programs of others: SIPp and OpenSSL, where they are installed. */
@Tag("peer")
class PeerTest {
    @TempDir
    private Path folder;

    private static boolean installed(String program) {
        return List.of("/usr/bin/", "/usr/local/bin/").stream()
                .anyMatch(dir -> Files.isExecutable(Path.of(dir + program)));
    }

    @ParameterizedTest
    @CsvSource({"UDP,u1", "TCP,t1", "TCP,tn"})
    void sippCallsAndEveryCallIsAnsweredAndEnded(Transport transport, String mode) throws Exception {
        assumeTrue(installed("sipp"), "sipp is not installed");
        try (Bench bench = new Bench(transport)) {
            SipUser answering = event -> {
                if (event instanceof Requested requested && requested.transaction() != null) {
                    Headers contact = Headers.NONE.plus("Contact", "<" + requested.contact() + ">");
                    bench.stack.respond(
                            requested.transaction(),
                            SipResponse.of(200, "OK", "t").with(contact));
                }
            };
            bench.stack.addUser(answering, Map.of(SipUser.OWNER, "call", "service.ranking", 1));
            Process sipp = new ProcessBuilder(
                            "sipp",
                            "-sn",
                            "uac",
                            "-t",
                            mode,
                            "-i",
                            "127.0.0.1",
                            "-m",
                            "100",
                            "-r",
                            "50",
                            "-nostdin",
                            "-timeout",
                            "40",
                            "-max_socket",
                            "200",
                            "127.0.0.1:" + bench.address().getPort())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("sipp.log").toFile())
                    .start();
            try {
                assertTrue(sipp.waitFor(50, TimeUnit.SECONDS), "sipp ends");
                assertEquals(0, sipp.exitValue(), () -> read(folder.resolve("sipp.log")));
            } finally {
                sipp.destroyForcibly();
            }
            assertEquals(0, bench.stack.counters().malformed());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return gone.toString();
        }
    }

    @ParameterizedTest
    @CsvSource({"-tls1_2", "-tls1_3"})
    void opensslSpeaksTlsWithUs(String version) throws Exception {
        assumeTrue(installed("openssl"), "openssl is not installed");
        TestAuthority authority = new TestAuthority("Test Authority");
        TestTls tls = new TestTls(authority.identity("callee.example.com"), authority);
        try (Bench bench = new Bench(Transport.TLS, SipSettings.DEFAULTS, "want", tls)) {
            Process openssl = connect(bench, version);
            try (OutputStream out = openssl.getOutputStream()) {
                out.write(
                        StreamTest.options("ossl", "Content-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Requested requested = bench.user.next(Requested.class);
                bench.stack.respond(Objects.requireNonNull(requested.transaction()), SipResponse.of(200, "OK", "t"));
                Await.until(
                        "answered", () -> read(folder.resolve("openssl.log")).contains("SIP/2.0 200 OK"));
            } finally {
                openssl.destroyForcibly();
            }
        }
    }

    @Test
    void anOldTlsVersionIsRefusedAndCounted() throws Exception {
        assumeTrue(installed("openssl"), "openssl is not installed");
        TestAuthority authority = new TestAuthority("Test Authority");
        TestTls tls = new TestTls(authority.identity("callee.example.com"), authority);
        try (Bench bench = new Bench(Transport.TLS, SipSettings.DEFAULTS, "want", tls)) {
            Process openssl = connect(bench, "-tls1_1");
            assertTrue(openssl.waitFor(10, TimeUnit.SECONDS));
            Await.until("counted", () -> bench.stack.counters().tlsFailures() == 1);
        }
    }

    private Process connect(Bench bench, String version) throws IOException {
        return new ProcessBuilder(
                        "openssl",
                        "s_client",
                        "-quiet",
                        version,
                        "-cipher",
                        "DEFAULT@SECLEVEL=0",
                        "-connect",
                        "127.0.0.1:" + bench.address().getPort())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
    }
}
