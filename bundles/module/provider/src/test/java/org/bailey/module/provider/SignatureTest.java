package org.bailey.module.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureTest {
    private static final String ONE = "org/one.txt";

    @TempDir
    Path folder;

    private final Signer vendor = Signer.named("CN=Vendor");

    private Path jar() throws IOException {
        return Files.write(folder.resolve("module.jar"), GreeterJar.of("1.0.0", false));
    }

    /** Puts a file into a jar, or in the place of one. */
    private static Path with(Path jar, String name, String text) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            Path file = files.getPath(name);
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.writeString(file, text);
        }
        return jar;
    }

    private Signature look(Path jar) throws IOException {
        return Signature.of(jar, List.of(vendor.certificate()));
    }

    private void refused(String why, Path jar) throws IOException {
        Signature signature = look(jar);
        assertFalse(signature.trusted());
        assertEquals("", signature.signer());
        assertTrue(signature.complaint().contains(why), signature.complaint());
    }

    @Test
    void whatSomebodyTrustedSignedIsTheirs() throws Exception {
        assertEquals(new Signature("CN=Vendor", ""), look(vendor.sign(jar())));
    }

    @Test
    void whatSomebodyTheyVouchForSignedIsTheirsToo() throws Exception {
        Signer department = vendor.issue("CN=Department", true, KeyPurposeId.anyExtendedKeyUsage);
        Signer builder = department.issue("CN=Builder", false, KeyPurposeId.id_kp_codeSigning);
        assertEquals("CN=Vendor", look(builder.sign(jar())).signer());
    }

    @Test
    void whatNobodySignedIsRefused() throws Exception {
        refused("it is not signed", jar());
    }

    @Test
    void whatAStrangerSignedIsRefusedByName() throws Exception {
        refused(
                "it is signed by CN=Stranger, whom nobody trusts",
                Signer.named("CN=Stranger").sign(jar()));
    }

    @Test
    void aCertificateThatOnlySaysWhoIssuedItIsAStrangers() throws Exception {
        refused(
                "it is signed by CN=Pretender, whom",
                Signer.pretending("CN=Pretender", vendor).sign(jar()));
    }

    @Test
    void aCertificateForServersOrOfSomebodyWhoMayNotIssueSignsNoCode() throws Exception {
        Signer server = vendor.issue("CN=Server", false, KeyPurposeId.id_kp_serverAuth);
        refused("it is signed by CN=Server, whom", server.sign(jar()));
        Signer builder = vendor.issue("CN=Builder", false, KeyPurposeId.id_kp_codeSigning);
        Signer friend = builder.issue("CN=Friend", false, KeyPurposeId.id_kp_codeSigning);
        refused("it is signed by CN=Friend, whom", friend.sign(jar()));
    }

    @Test
    void whatWasAddedAfterwardsIsNamed() throws Exception {
        refused(ONE + " was added later", with(vendor.sign(jar()), ONE, "new"));
    }

    @Test
    void whatWasChangedAfterwardsIsNoticed() throws Exception {
        Path jar = vendor.sign(with(jar(), ONE, "as it was"));
        refused("it was changed after it was signed", with(jar, ONE, "as it is"));
    }

    @Test
    void whoSignsAgainAfterAChangeIsWhoCounts() throws Exception {
        Path jar = with(vendor.sign(jar()), ONE, "more");
        refused("it is signed by CN=Other, whom", Signer.named("CN=Other").sign(jar));
    }

    @Test
    void anEmptyFileIsRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("META-INF/"));
        }
        refused("there is nothing in it", Files.write(folder.resolve("empty.zip"), bytes.toByteArray()));
    }

    @Test
    void twoFilesOfOneNameAreRefused() throws Exception {
        Path jar = vendor.sign(with(with(jar(), ONE, "good"), "org/two.txt", "bad!"));
        String bytes = Files.readString(jar, StandardCharsets.ISO_8859_1).replace("org/two.txt", ONE);
        refused("it has two files named " + ONE, Files.writeString(jar, bytes, StandardCharsets.ISO_8859_1));
    }
}
