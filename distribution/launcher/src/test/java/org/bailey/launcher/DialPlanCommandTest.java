package org.bailey.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bailey.launcher.ControlSocket.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialPlanCommandTest {
    @TempDir
    private Path folder;

    private String sent(String... words) throws IOException, LaunchException {
        return DialPlanCommand.run(
                        folder, List.of(words), (data, command, body) -> new Answer(0, command + "\n" + body))
                .text();
    }

    @Test
    void argumentsGoOneALineInTheOrderOfTheSection() throws Exception {
        assertEquals("dialplan show\n", sent("show"));
        assertEquals("dialplan locate\n3000@x\n\n", sent("locate", "3000@x"));
        assertEquals(
                "dialplan locate\n3000@x\nCUCM Neighbor\nmicrosoft-im",
                sent("locate", "--variant", "microsoft-im", "3000@x", "--from", "CUCM Neighbor"));
        assertEquals(
                "dialplan check\n\n(3.*)@x\nREPLACE\n\\1@y\n3@x",
                sent("check", "(3.*)@x", "3@x", "--replace", "\\1@y"));
        assertEquals("dialplan check\nPREFIX\n9\nSTRIP\n\n93", sent("check", "--strip", "--type", "PREFIX", "9", "93"));
    }

    @Test
    void aFileGoesWholeAndItsBasisInFrontOfIt() throws Exception {
        Path file = Files.writeString(folder.resolve("plan.json"), "{\n}");
        assertEquals("dialplan dryrun\n{\n}", sent("dryrun", file.toString()));
        assertEquals("dialplan apply\nabc\n{\n}", sent("apply", file.toString(), "--basis", "abc"));
        assertEquals("dialplan apply\n\n{\n}", sent("apply", file.toString()));
        LaunchException missing = assertThrows(LaunchException.class, () -> sent("dryrun", "nowhere.json"));
        assertEquals(ExitCode.NO_INPUT, missing.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "locate",
                "locate a b",
                "locate a --from",
                "locate a --nosuch b",
                "check a",
                "dryrun",
                "nosuch",
                "show x"
            })
    void anythingElseIsNotUnderstood(String line) {
        LaunchException wrong = assertThrows(LaunchException.class, () -> sent(line.split(" ")));
        assertEquals(ExitCode.USAGE, wrong.code());
    }
}
