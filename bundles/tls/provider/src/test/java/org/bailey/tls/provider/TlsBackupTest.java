package org.bailey.tls.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bailey.system.SettingsRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsBackupTest {
    @TempDir
    Path data;

    private final FileTlsContexts here = new FileTlsContexts();
    private final FileTlsContexts elsewhere = new FileTlsContexts();
    private final Identity site = Peers.issued(Peers.authority("Site authority"), Peers.BOTH);

    @BeforeEach
    void start() throws Exception {
        here.start(TlsConfigs.of("server.pem", 3600), data.resolve("here"), null);
        elsewhere.start(TlsConfigs.of("server.pem", 3600), data.resolve("elsewhere"), null);
        new FileOwnCertificate(here).install(Pem.text(site.key()) + Pem.text(site.chain()));
    }

    @AfterEach
    void stop() {
        here.stop();
        elsewhere.stop();
    }

    private static TlsBackup backup(FileTlsContexts contexts) {
        return new TlsBackup(contexts, new FileOwnCertificate(contexts), new FolderTrustedAuthorities(contexts));
    }

    @Test
    void withItsKeyACertificateIsTakenIntoUseElsewhereAndAuthoritiesAreTrusted() throws Exception {
        Map<String, byte[]> files = backup(here).files(true);
        List<String> plan = backup(elsewhere).plan(files);
        assertTrue(plan.get(0).endsWith("is taken into use."), plan::toString);
        assertEquals(plan, backup(elsewhere).restore(files));
        assertEquals(site.chain(), elsewhere.chain());
        assertTrue(
                new FolderTrustedAuthorities(elsewhere).list().containsAll(new FolderTrustedAuthorities(here).list()));
        assertEquals(List.of(), backup(elsewhere).plan(files), "nothing is left to do");
        assertEquals(List.of(), backup(here).plan(files));
    }

    @Test
    void withoutItsKeyACertificateIsLeftOutAndThatIsSaid() throws Exception {
        Map<String, byte[]> files = backup(here).files(false);
        files.forEach((name, content) ->
                assertFalse(new String(content, StandardCharsets.US_ASCII).contains("PRIVATE"), name));
        List<String> said = backup(elsewhere).restore(files);
        assertTrue(said.get(0).contains("is left out: its private key is not in the backup"), said::toString);
        assertFalse(site.chain().equals(elsewhere.chain()));
    }

    @Test
    void aKeyOfAnotherCertificateIsLeftOutAndWhatIsNoCertificateIsRefused() throws Exception {
        Map<String, byte[]> files = new TreeMap<>(backup(here).files(true));
        files.put("certificate.key", Pem.text(Peers.authority("Other").key()).getBytes(StandardCharsets.US_ASCII));
        List<String> said = backup(elsewhere).restore(files);
        assertTrue(said.get(0).contains("the private key does not belong"), said::toString);
        files.put("trusted.pem", "nonsense".getBytes(StandardCharsets.US_ASCII));
        assertThrows(SettingsRefused.class, () -> backup(elsewhere).restore(files));
    }
}
