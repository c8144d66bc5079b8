package org.bailey.tls.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bailey.tls.InstalledCertificate;
import org.bailey.tls.KeyKind;
import org.bailey.tls.PendingRequest;
import org.bailey.tls.RefusedChange;
import org.bailey.tls.RefusedChange.Kind;
import org.bailey.tls.RequestedCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class FileOwnCertificateTest {
    private static final RequestedCertificate WANTED =
            new RequestedCertificate("gw.example.com", List.of("pool.example.com", "192.0.2.7"), KeyKind.P_256);

    @TempDir
    Path data;

    private Path folder;
    private FileTlsContexts contexts;
    private FileOwnCertificate own;

    @BeforeEach
    void start() throws Exception {
        folder = data.resolve("tls");
        contexts = new FileTlsContexts();
        contexts.start(TlsConfigs.of("server.pem", 3600), folder, null);
        own = new FileOwnCertificate(contexts);
    }

    @AfterEach
    void stop() {
        contexts.stop();
    }

    private void restart() throws Exception {
        contexts.stop();
        start();
    }

    private static RefusedChange refused(Kind kind, Executable change) {
        RefusedChange refusal = assertThrows(RefusedChange.class, change);
        assertEquals(kind, refusal.kind(), refusal.sentence());
        return refusal;
    }

    private static void says(String words, RefusedChange refusal) {
        assertTrue(refusal.sentence().contains(words), refusal.sentence());
    }

    private static Identity site() {
        return Peers.issued(Peers.authority("Site authority"), Peers.BOTH);
    }

    @Test
    void opensslVerifiesARequestOfEachKind() throws Exception {
        OpenSslCommand openssl = OpenSslCommand.in(data.resolve("site"));
        for (KeyKind kind : KeyKind.values()) {
            RequestedCertificate wanted = new RequestedCertificate(
                    "gw.example.com",
                    List.of("pool.example.com", "192.0.2.7", "2001:db8::7"),
                    kind,
                    "Exämple, Inc.",
                    "Voice",
                    "Bonn",
                    "NRW",
                    "de");
            PendingRequest made = own.request(wanted);
            assertEquals(kind, made.key());
            assertEquals(wanted.names().subList(0, 3), made.names().subList(0, 3));
            Files.writeString(openssl.folder().resolve("gw.csr"), made.pem());
            String said = openssl.run(
                    "req", "-verify", "-in", "gw.csr", "-noout", "-text", "-nameopt", "utf8,sep_comma_plus");
            for (String part : List.of(
                    "verify OK",
                    "C=DE,ST=NRW,L=Bonn,O=Exämple, Inc.,OU=Voice,CN=gw.example.com",
                    "DNS:gw.example.com, DNS:pool.example.com, IP Address:192.0.2.7, IP Address:2001:DB8:0:0:0:0:0:7",
                    "TLS Web Server Authentication, TLS Web Client Authentication",
                    "Digital Signature")) {
                assertTrue(said.contains(part), part + " is missing in\n" + said);
            }
            own.discard();
        }
    }

    @Test
    void theKeyOfARequestStaysHereForItsOwnerOnlyAndOverRestarts() throws Exception {
        PendingRequest made = own.request(WANTED);
        Path file = folder.resolve("request.pem");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertFalse(made.pem().contains("PRIVATE"));
        restart();
        assertEquals(made, own.pending().orElseThrow());
        says("is pending since " + made.since(), refused(Kind.STATE, () -> own.request(WANTED)));
        own.discard();
        assertFalse(Files.exists(file));
        assertTrue(own.pending().isEmpty());
        refused(Kind.ABSENT, own::discard);
    }

    @Test
    void aDamagedRequestIsNamedAndCanBeDiscarded() throws Exception {
        own.request(WANTED);
        Files.writeString(folder.resolve("request.pem"), "Requested: yesterday\n");
        says("discard the request and make a new one", refused(Kind.STATE, own::pending));
        own.discard();
        assertTrue(own.pending().isEmpty());
    }

    @Test
    void theAnswerOfASiteIsTakenIntoUseInOrderWhileAConnectionStaysUp() throws Exception {
        OpenSslCommand openssl = OpenSslCommand.in(data.resolve("site")).withAuthority();
        Identity peer = Peers.issued(Identity.read(folder.resolve("ca.pem"), folder.resolve("ca.key")), Peers.BOTH);
        X509Certificate first = contexts.chain().get(0);
        try (Handshake before = Handshake.of(Peers.taking(peer), contexts.verifying())) {
            PendingRequest made = own.request(WANTED);
            String answer = openssl.answer(made.pem(), "DNS:gw.example.com,DNS:pool.example.com");
            InstalledCertificate now = own.install(openssl.file("root.pem") + openssl.file("issuing.pem") + answer);

            assertEquals(
                    List.of("CN=gw.example.com", "CN=Site issuing", "CN=Site root"),
                    now.chain().stream().map(Certificates::subject).toList());
            assertEquals(List.of(), now.notes());
            assertEquals(now.chain(), contexts.chain());
            assertTrue(own.pending().isEmpty());
            try (Handshake after = Handshake.of(Peers.taking(peer), contexts.verifying())) {
                assertEquals(now.chain().get(0), after.serverCertificate());
            }
            assertTrue(before.alive());
            assertEquals(first, before.serverCertificate());
        }
        restart();
        assertEquals("CN=gw.example.com", Certificates.subject(contexts.chain().get(0)));
        assertEquals("CN=Site issuing", Certificates.issuer(contexts.chain().get(0)));
    }

    @Test
    void aCertificateThatDoesNotAnswerTheRequestIsRefusedAndTheRequestWaitsOn() throws Exception {
        List<X509Certificate> before = contexts.chain();
        PendingRequest made = own.request(WANTED);
        Identity other = site();
        says(
                "none of these certificates is for the key of the pending request of " + made.since(),
                refused(Kind.CONTENT, () -> own.install(Pem.text(other.chain()))));
        says("is a request for a certificate", refused(Kind.CONTENT, () -> own.install(made.pem())));
        says("is pending since " + made.since(), refused(Kind.STATE, () -> own.install(other.pem())));
        assertEquals(made, own.pending().orElseThrow());
        assertEquals(before, contexts.chain());
    }

    @Test
    void keysOfEveryFormThatOpensslWritesAreTaken() throws Exception {
        OpenSslCommand openssl = OpenSslCommand.in(data.resolve("site"));
        openssl.selfSigned("gw", "/CN=gw.example.com", "extendedKeyUsage=serverAuth,clientAuth");
        openssl.run("ecparam", "-name", "prime256v1", "-genkey", "-out", "sec1.key");
        openssl.run("req", "-x509", "-key", "sec1.key", "-subj", "/CN=gw.example.com", "-days", "9", "-out", "ec.pem");
        openssl.run("rsa", "-in", "gw.key", "-traditional", "-out", "pkcs1.key");
        openssl.run("pkey", "-in", "sec1.key", "-out", "pkcs8.key");
        for (List<String> form : List.of(
                List.of("gw.pem", "gw.key", "BEGIN PRIVATE KEY"),
                List.of("ec.pem", "sec1.key", "BEGIN EC PRIVATE KEY"),
                List.of("gw.pem", "pkcs1.key", "BEGIN RSA PRIVATE KEY"),
                List.of("ec.pem", "pkcs8.key", "BEGIN PRIVATE KEY"))) {
            String key = openssl.file(form.get(1));
            assertTrue(key.contains(form.get(2)), key);
            String certificate = openssl.file(form.get(0));
            Files.writeString(folder.resolve("expected.pem"), certificate);
            own.install(key + certificate);
            assertEquals(Pem.certificates(folder.resolve("expected.pem")), contexts.chain());
        }
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("server.key"))));
    }

    @Test
    void aChainInPkcs7IsTakenAndBinaryIsNamed() throws Exception {
        OpenSslCommand openssl = OpenSslCommand.in(data.resolve("site")).withAuthority();
        openssl.answer(own.request(WANTED).pem(), "DNS:gw.example.com");
        openssl.run("x509", "-in", "gw.pem", "-outform", "der", "-out", "gw.cer");
        String binary = Pem.read(openssl.folder().resolve("gw.cer"));
        says("convert it, as \"openssl x509 -inform der\"", refused(Kind.CONTENT, () -> own.install(binary)));
        openssl.run("crl2pkcs7", "-nocrl", "-certfile", "issuing.pem", "-certfile", "gw.pem", "-out", "gw.p7b");
        assertEquals(2, own.install(openssl.file("gw.p7b")).chain().size());
    }

    @Test
    void aKeyWithPasswordIsRefusedInBothForms() throws Exception {
        OpenSslCommand openssl = OpenSslCommand.in(data.resolve("site"));
        openssl.selfSigned("gw", "/CN=gw.example.com", "extendedKeyUsage=serverAuth,clientAuth");
        openssl.run("pkcs8", "-topk8", "-v2", "aes256", "-passout", "pass:secret", "-in", "gw.key", "-out", "new.key");
        openssl.run("rsa", "-aes128", "-traditional", "-passout", "pass:secret", "-in", "gw.key", "-out", "old.key");
        assertTrue(openssl.file("new.key").contains("BEGIN ENCRYPTED PRIVATE KEY"));
        assertTrue(openssl.file("old.key").contains("Proc-Type: 4,ENCRYPTED"));
        for (String key : List.of("new.key", "old.key")) {
            String upload = openssl.file("gw.pem") + openssl.file(key);
            says("is protected by a password: store the key without", refused(Kind.CONTENT, () -> own.install(upload)));
        }
    }

    @Test
    void whatDoesNotFitTogetherIsRefusedWithWhatToDo() {
        List<X509Certificate> before = contexts.chain();
        Identity one = site();
        Identity other = site();
        Instant now = Instant.now();
        Identity authority = Peers.authority();
        Identity over =
                Peers.issued(authority, now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)), Peers.BOTH);
        Identity early =
                Peers.issued(authority, now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(9)), Peers.BOTH);
        says(
                "the private key does not belong to any of these certificates",
                refused(Kind.CONTENT, () -> own.install(Pem.text(one.chain()) + Pem.text(other.key()))));
        says("no request is pending", refused(Kind.CONTENT, () -> own.install(Pem.text(one.chain()))));
        says("holds no certificate", refused(Kind.CONTENT, () -> own.install(Pem.text(one.key()))));
        says("expired at", refused(Kind.CONTENT, () -> own.install(over.pem())));
        says("is not valid before", refused(Kind.CONTENT, () -> own.install(early.pem())));
        assertEquals(before, contexts.chain());
        assertFalse(Files.exists(folder.resolve("installing.pem")));
    }

    @Test
    void hostileTextGetsASentence() {
        String label = "-----BEGIN CERTIFICATE-----\n";
        String end = "\n-----END CERTIFICATE-----\n";
        for (String text : List.of(
                "",
                "\0\1\2",
                label,
                label + "!!!!" + end,
                label + "MAMCAQE=" + end,
                label + "MIAwgDCAMIAwgDCAMIAwgDCAMIAwgDCAMIAwgDCA".repeat(3000) + end,
                "-----BEGIN PRIVATE KEY-----\nMAMCAQE=\n-----END PRIVATE KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\nMAMCAQE=\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n-----END RSA PRIVATE KEY-----\n",
                "-----BEGIN CERTIFICATE REQUEST-----\nMAMCAQE=\n-----END CERTIFICATE REQUEST-----\n",
                "-----BEGIN PKCS7-----\nMAMCAQE=\n-----END PKCS7-----\n",
                "x".repeat(2_000_000))) {
            says(" was uploaded ", refused(Kind.CONTENT, () -> own.install(text)));
        }
    }

    @Test
    void theCertificateBeforeCanBePutBackAndForth() throws Exception {
        refused(Kind.ABSENT, own::restore);
        List<X509Certificate> made = contexts.chain();
        Identity fresh = Peers.issued(Peers.authority(), Peers.SERVER_ONLY);
        InstalledCertificate installed = own.install(fresh.pem());
        assertTrue(installed.notes().toString().contains("lacks the extended key usage clientAuth"));
        assertEquals(made, own.previous());
        assertEquals(made, own.restore().chain());
        assertEquals(fresh.chain(), own.previous());
        restart();
        assertEquals(fresh.chain(), own.restore().chain());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("previous.pem"))));
    }

    @Test
    void aRenewedCertificateForTheKeyInUseNeedsNoKey() throws Exception {
        Identity authority = Peers.authority("Site authority");
        Identity fresh = Peers.issued(authority, Peers.BOTH);
        own.install(new Identity(fresh.key(), List.of(fresh.certificate())).pem());
        assertEquals(1, contexts.chain().size());
        own.install(Pem.text(List.of(authority.certificate(), fresh.certificate(), site().certificate())));
        assertEquals(fresh.chain(), contexts.chain());
    }

    @Test
    void aCrashAtAnyPointLeavesTheOldOrTheNewPair() throws Exception {
        Identity old =
                new Identity(Pem.key(folder.resolve("server.key")), Pem.certificates(folder.resolve("server.pem")));
        Identity fresh = site();
        own.request(WANTED);

        // only the first file was written, then the key too, then all but the end
        for (List<String> done :
                List.of(List.<String>of(), List.of("server.key"), List.of("server.key", "server.pem"))) {
            Peers.write(old, folder.resolve("server.pem"), folder.resolve("server.key"));
            Files.deleteIfExists(folder.resolve("previous.pem"));
            Files.writeString(folder.resolve("previous.pem"), old.pem());
            Files.writeString(folder.resolve("installing.pem"), fresh.pem());
            for (String file : done) {
                Files.writeString(
                        folder.resolve(file), file.endsWith(".key") ? Pem.text(fresh.key()) : Pem.text(fresh.chain()));
            }
            restart();
            assertEquals(fresh.chain(), contexts.chain());
            assertEquals(fresh, Identity.read(folder.resolve("server.pem"), folder.resolve("server.key")));
            assertEquals(old.chain(), own.previous());
            assertFalse(Files.exists(folder.resolve("installing.pem")));
        }
        assertTrue(own.pending().isPresent(), "a request that was not answered waits on");
    }

    @Test
    void aDamagedThirdFileLeavesThePairInUseAndSaysWhatToDo() throws Exception {
        List<X509Certificate> before = contexts.chain();
        Files.writeString(folder.resolve("installing.pem"), "half");
        contexts.reconfigure(TlsConfigs.of("server.pem", 3600));
        assertEquals(before, contexts.chain());
        String said = contexts.problems().get(0);
        assertTrue(said.contains("delete " + folder.resolve("installing.pem")), said);
        Identity fresh = site();
        assertEquals(fresh.chain(), own.install(fresh.pem()).chain());
    }

    @Test
    void filesThatSomebodyElseKeepsAreNotWritten() throws Exception {
        contexts.reconfigure(TlsConfigs.of("elsewhere.pem", 3600));
        says("elsewhere.pem", refused(Kind.STATE, () -> own.install(site().pem())));
        says("elsewhere.pem", refused(Kind.STATE, () -> own.request(WANTED)));
        assertFalse(Files.exists(folder.resolve("elsewhere.pem")));
    }

    @Test
    void namesAreSuggestedThatCanBeRequested() throws Exception {
        RequestedCertificate suggested = own.suggested();
        assertEquals(contexts.currentNames().commonName(), suggested.commonName());
        assertEquals(suggested.names(), own.request(suggested).names());
    }
}
