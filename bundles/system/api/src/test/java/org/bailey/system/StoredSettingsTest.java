package org.bailey.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredSettingsTest {
    private static final StoredSettings<Config, Integer> PORT =
            new StoredSettings<>("org.bailey.test", Config.class, StoredSettingsTest::port);

    @interface Config {
        int port() default 5000;
    }

    private static int port(Config config) {
        if (config.port() < 1024) {
            throw new IllegalArgumentException("org.bailey.test: port " + config.port() + " is below 1024");
        }
        return config.port();
    }

    private static Config stored(Object port) {
        return TypedSettings.of(Config.class, Map.of("port", port));
    }

    @Test
    void beginsWithWhatIsStored() {
        assertEquals(6000, PORT.begin(stored(6000)));
    }

    @Test
    void beginsWithTheDefaultsWhereWhatIsStoredCannotBe() {
        assertEquals(5000, PORT.begin(stored(80)));
        assertEquals(5000, PORT.begin(stored("a word")));
    }

    @Test
    void aChangeThatCannotBeLeavesWhatThereWasAndTheNextOneIsTaken() {
        assertEquals(6000, PORT.change(6000, stored(80)));
        assertEquals(7000, PORT.change(6000, stored(7000)));
    }

    @Test
    void theSentenceNamesThePidOnce() {
        var wrong = new IllegalArgumentException("org.bailey.test: port 80 is below 1024");
        assertEquals("org.bailey.test port 80 is below 1024", StoredSettings.sentence("org.bailey.test", wrong));
        var bare = new IllegalArgumentException("port 80 is below 1024");
        assertEquals("org.bailey.test port 80 is below 1024", StoredSettings.sentence("org.bailey.test", bare));
    }
}
