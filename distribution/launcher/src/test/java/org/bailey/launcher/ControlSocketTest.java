package org.bailey.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.bailey.launcher.ControlSocket.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {
    @TempDir
    Path folder;

    private static Answer echo(String command, String body) {
        if (command.equals("break")) {
            throw new IllegalStateException("on request");
        }
        return new Answer(body.length() % 100, command + "|" + body);
    }

    @Test
    void carriesCommandBodyAnswerAndExitCode() throws Exception {
        try (DataDirectory data = DataDirectory.claim(folder);
                ControlSocket socket = ControlSocket.open(data, ControlSocketTest::echo)) {
            String body = "größe\n".repeat(20_000);
            assertEquals(
                    new Answer(body.length() % 100, "config apply|" + body),
                    ControlSocket.ask(folder, "config apply", body));
            assertEquals(new Answer(0, "status|"), ControlSocket.ask(folder, "status", ""));
            assertTrue(Files.exists(socket.path()));
        }
        assertThrows(IOException.class, () -> ControlSocket.ask(folder, "status", ""));
    }

    @Test
    void answersTheNextCommandAfterOneThatBroke() throws Exception {
        try (DataDirectory data = DataDirectory.claim(folder);
                ControlSocket socket = ControlSocket.open(data, ControlSocketTest::echo)) {
            assertEquals(
                    ExitCode.SOFTWARE.number(),
                    ControlSocket.ask(folder, "break", "").exitCode());
            assertEquals("status|", ControlSocket.ask(folder, "status", "").text());
        }
    }

    @Test
    void aClientThatSaysNothingKeepsTheOthersWaitingForAShortTimeOnly() throws Exception {
        try (DataDirectory data = DataDirectory.claim(folder);
                ControlSocket socket = ControlSocket.open(data, ControlSocketTest::echo);
                SocketChannel silent = SocketChannel.open(UnixDomainSocketAddress.of(socket.path()))) {
            assertTrue(silent.isConnected());
            Answer answer =
                    assertTimeoutPreemptively(Duration.ofSeconds(30), () -> ControlSocket.ask(folder, "status", ""));
            assertEquals("status|", answer.text());
        }
    }

    @Test
    void worksBelowAPathThatIsTooLongForASocket() throws Exception {
        Path deep = folder.resolve("a".repeat(60)).resolve("b".repeat(60));
        Path socketPath;
        try (DataDirectory data = DataDirectory.claim(deep);
                ControlSocket socket = ControlSocket.open(data, ControlSocketTest::echo)) {
            socketPath = socket.path();
            assertEquals("status|", ControlSocket.ask(deep, "status", "").text());
        }
        assertFalse(Files.exists(socketPath.getParent()), "left behind: " + socketPath);
    }
}
