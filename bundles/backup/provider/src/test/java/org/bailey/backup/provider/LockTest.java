package org.bailey.backup.provider;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bailey.system.SettingsRefused;
import org.junit.jupiter.api.Test;

class LockTest {
    private static final byte[] OPEN = "PK private".getBytes(StandardCharsets.UTF_8);

    private final byte[] locked = Lock.lock(OPEN, "correct horse".toCharArray());

    private String refusal(byte[] file, String passphrase) {
        return assertThrows(SettingsRefused.class, () -> Lock.open(file, passphrase.toCharArray()))
                .getMessage();
    }

    @Test
    void thePassphraseOpensIt() throws Exception {
        assertTrue(Lock.isLocked(locked));
        assertArrayEquals(OPEN, Lock.open(locked, "correct horse".toCharArray()));
        assertFalse(new String(locked, StandardCharsets.ISO_8859_1).contains("private"));
        assertFalse(Arrays.equals(locked, Lock.lock(OPEN, "correct horse".toCharArray())), "salt and nonce are new");
    }

    @Test
    void aWrongPassphraseAnAbsentOneAndDamageAreToldApart() {
        assertEquals("the passphrase does not open the backup", refusal(locked, "correct house"));
        assertEquals("the backup is locked: give its passphrase", refusal(locked, ""));
        byte[] cut = Arrays.copyOf(locked, locked.length - 1);
        assertEquals("the backup is cut off or damaged", refusal(cut, "correct horse"));
        byte[] changed = locked.clone();
        changed[locked.length - 1] ^= 1;
        assertEquals("the backup is cut off or damaged", refusal(changed, "correct horse"));
        assertEquals("the backup is cut off or damaged", refusal(Arrays.copyOf(locked, 30), "correct horse"));
    }

    @Test
    void aLaterWayToLockIsNamedAsSuch() {
        byte[] later = locked.clone();
        later[21] = '2';
        assertTrue(Lock.isLocked(later));
        assertTrue(refusal(later, "correct horse").contains("newer version"));
    }
}
