package org.bailey.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequesterTest {
    @AfterEach
    void nobody() {
        Requester.note(null);
    }

    private static String in(String thread) throws InterruptedException {
        AtomicReference<String> found = new AtomicReference<>();
        Thread other = new Thread(() -> found.set(Requester.now()), thread);
        other.start();
        other.join();
        return found.get();
    }

    @Test
    void whatTheFelixConsoleDoesInTheBackgroundIsDoneByWhomItWasAskedFor() throws Exception {
        assertEquals("", in("Background Update a.jar"));
        Requester.note("olga of the night shift");
        assertEquals("olga of the night shift", Requester.now());
        assertEquals("olga of the night shift", in("Background Update a.jar"));
    }

    @Test
    void whoMadeAThreadThatServesManyIsNotTakenForWhoAsks() throws Exception {
        Requester.note("olga");
        assertEquals("", in("pool-1"));
        assertEquals("the command line", in("bailey-control-1"));
    }
}
