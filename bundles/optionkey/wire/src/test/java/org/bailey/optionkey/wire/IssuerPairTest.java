package org.bailey.optionkey.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerPairTest {
    private static final char[] NONE = {};
    private static final char[] PASS = "correct horse".toCharArray();

    @Test
    void isReadAgain() throws MalformedKey {
        IssuerPair pair = IssuerPair.generate();
        String pem = pair.pem(NONE);
        assertFalse(IssuerPair.isLocked(pem));
        assertEquals(pair.issuer(), IssuerPair.read(pem, NONE).issuer());
        assertEquals(pair.issuer(), Issuer.read(pair.issuer().toString()));
    }

    @Test
    void aPassphraseOpensItAndNothingElseDoes() throws MalformedKey {
        IssuerPair pair = IssuerPair.generate();
        String pem = pair.pem(PASS);
        assertTrue(IssuerPair.isLocked(pem));
        assertEquals(pair.issuer(), IssuerPair.read(pem, PASS).issuer());
        assertThrows(MalformedKey.class, () -> IssuerPair.read(pem, "wrong".toCharArray()));
        assertThrows(MalformedKey.class, () -> IssuerPair.read(pem, NONE));
    }

    @Test
    void halvesOfDifferentIssuersAreRefused() {
        String one = IssuerPair.generate().pem(NONE);
        String other = IssuerPair.generate().pem(NONE);
        String mixed = one.substring(0, one.indexOf("-----BEGIN PUBLIC"))
                + other.substring(other.indexOf("-----BEGIN PUBLIC"));
        assertThrows(MalformedKey.class, () -> IssuerPair.read(mixed, NONE));
        assertThrows(MalformedKey.class, () -> IssuerPair.read("nothing", NONE));
    }

    @Test
    void aMistypedPublicKeyIsNoticedWhereItIs() {
        String text = IssuerPair.generate().issuer().toString();
        String wrong = text.substring(0, 6) + (text.charAt(6) == '7' ? '8' : '7') + text.substring(7);
        MalformedKey told = assertThrows(MalformedKey.class, () -> Issuer.read(wrong));
        assertEquals(2, told.group());
        assertEquals(1, told.place());
        assertThrows(MalformedKey.class, () -> Issuer.read(text.substring(0, 20)));
    }

    @Test
    void anApplianceKeepsItsSerialNumber(@TempDir Path data) throws IOException, MalformedKey {
        SerialNumber made = SerialFile.in(data);
        assertEquals(made, SerialFile.in(data));
        Path file = data.resolve("optionkey/serial");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        Files.writeString(file, "12345-12345");
        MalformedKey told = assertThrows(MalformedKey.class, () -> SerialFile.in(data));
        assertTrue(told.getMessage().contains("optionkey/serial"), told.getMessage());
    }
}
