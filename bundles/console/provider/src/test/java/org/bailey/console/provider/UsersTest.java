package org.bailey.console.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import org.bailey.console.ConsoleUser.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {
    @TempDir
    Path folder;

    private Users users(String file) throws Exception {
        return Users.open(new PrivateFile(folder.resolve(file)), password -> {});
    }

    @Test
    void usersOfAnotherApplianceComeWithTheirPasswordsAndThoseHereGo() throws Exception {
        Users before = users("before.json");
        before.put("olga", Role.ADMIN, "olga's long password");
        Users here = users("here.json");
        here.put("bob", Role.VIEWER, "bob's long password");
        assertEquals(Set.of("admin", "olga"), Users.names(before.text()));
        here.replace(before.text());
        assertTrue(here.signIn("olga", "olga's long password").isPresent());
        assertTrue(here.find("bob").isEmpty());
        assertEquals(before.text(), users("here.json").text(), "and it is so after a restart");
    }

    @Test
    void aTextThatWouldLockEverybodyOutIsRefused() throws Exception {
        Users here = users("here.json");
        String kept = here.text();
        for (String text : new String[] {"", "{}", "{\"users\": []}", kept.replace("ADMIN", "VIEWER"), "[1]"}) {
            assertThrows(IllegalArgumentException.class, () -> Users.names(text), text);
            assertThrows(IllegalArgumentException.class, () -> here.replace(text), text);
        }
        assertEquals(kept, here.text());
        assertFalse(here.all().isEmpty());
    }
}
