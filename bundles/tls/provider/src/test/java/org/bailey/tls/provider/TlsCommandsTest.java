package org.bailey.tls.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bailey.tls.Fingerprint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsCommandsTest {
    @TempDir
    Path data;

    private final FileTlsContexts contexts = new FileTlsContexts();
    private TlsCommands commands;

    @BeforeEach
    void start() throws Exception {
        contexts.start(TlsConfigs.of("server.pem", 3600), data.resolve("tls"), null);
        commands = new TlsCommands(contexts, new FileOwnCertificate(contexts), new FolderTrustedAuthorities(contexts));
    }

    @AfterEach
    void stop() {
        contexts.stop();
    }

    private String answer(int code, String command, String text) {
        Map.Entry<Integer, String> answer = commands.apply(command, text);
        assertEquals(code, answer.getKey(), answer::getValue);
        assertFalse(answer.getValue().contains("PRIVATE KEY-----\nM"), "a private key is shown");
        return answer.getValue();
    }

    @Test
    void aRequestIsMadeShownAnsweredAndPutBack() throws Exception {
        assertEquals("no certificate request is pending", answer(0, "csr show", ""));
        String made = answer(0, "csr make", "--cn\ngw.example.com\n--key\np-256");
        assertTrue(made.startsWith("requested CN=gw.example.com"), made);
        assertEquals(made, answer(0, "csr show", ""));
        assertTrue(answer(0, "show", "").contains("requested CN=gw.example.com"));
        assertTrue(answer(65, "csr make", "").contains("is pending since"));

        Identity fresh = Peers.issued(Peers.authority("Site authority"), Peers.BOTH);
        assertTrue(answer(65, "install", fresh.pem()).startsWith("refused, nothing was changed: "));
        assertEquals("the certificate request and its key are gone", answer(0, "csr discard", ""));
        assertTrue(answer(0, "install", fresh.pem()).contains("  issuer  CN=Site authority"));
        assertTrue(answer(0, "show", "").contains("previous"));
        assertFalse(answer(0, "restore", "").contains("CN=Site authority"));
    }

    @Test
    void authoritiesComeAndGo() {
        Identity site = Peers.authority("Site authority");
        assertTrue(answer(0, "trust add", Pem.text(site.chain())).contains("1 added, 0 were on the list already"));
        assertTrue(answer(0, "trust list", "").contains(Fingerprint.sha256(site.certificate())));
        String fingerprint = Fingerprint.sha256(site.certificate());
        assertEquals("CN=Site authority is not trusted any more", answer(0, "trust remove", fingerprint));
        assertTrue(answer(65, "trust remove", fingerprint).contains("no trusted authority has"));
    }

    @Test
    void whatIsNoCommandAndWhatIsNoPemAndADiskThatRefusesAreSaid() throws Exception {
        answer(64, "csr", "");
        answer(65, "csr make", "--cn");
        answer(65, "install", "hello");
        Path folder = data.resolve("tls");
        Files.move(folder.resolve("trusted"), folder.resolve("moved"));
        Files.writeString(folder.resolve("trusted"), "no folder");
        String said = answer(70, "trust add", Pem.text(Peers.authority().chain()));
        assertTrue(said.startsWith("the files cannot be read or written: "), said);
        assertEquals(List.of(folder.resolve("trusted")), TrustList.files(folder.resolve("trusted")));
    }
}
