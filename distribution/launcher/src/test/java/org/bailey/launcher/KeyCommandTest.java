package org.bailey.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.bailey.launcher.ControlSocket.Answer;
import org.bailey.optionkey.wire.Issuer;
import org.bailey.optionkey.wire.MalformedKey;
import org.bailey.optionkey.wire.SignedKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCommandTest {
    private final Path data;
    private final Path issuer;

    KeyCommandTest(@TempDir Path data) {
        this.data = data;
        this.issuer = data.resolve("issuer.pem");
    }

    private Answer key(String... args) throws IOException, LaunchException {
        return KeyCommand.run(data, List.of(args), (where, command, body) -> new Answer(0, command + "|" + body));
    }

    private LaunchException fails(ExitCode code, String... args) {
        LaunchException failed = assertThrows(LaunchException.class, () -> key(args));
        assertEquals(code, failed.code(), failed.getMessage());
        return failed;
    }

    @Test
    void aVendorIssuesWithoutAnAppliance() throws IOException, LaunchException, MalformedKey {
        String publicKey =
                key("issuer", issuer.toString()).text().lines().findFirst().orElseThrow();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(issuer)));
        String serial = key("serial").text();
        assertEquals(serial, key("serial").text());
        String text = key(
                        "issue",
                        "--issuer",
                        issuer.toString(),
                        "--feature",
                        "rich-media-session",
                        "--serial",
                        serial,
                        "--count",
                        "25",
                        "--expires",
                        "2099-12-31")
                .text();
        SignedKey read = SignedKey.read(text);
        assertTrue(read.signedBy(Issuer.read(publicKey)));
        assertEquals(25, read.content().count());
        String shown = key("show", text.replace("-", " ")).text();
        for (String fact : List.of(
                "rich-media-session", serial, "25", "2099-12-31", read.content().id())) {
            assertTrue(shown.contains(fact), shown);
        }
    }

    @Test
    void anIssuerIsNeverOverwritten() throws IOException, LaunchException {
        key("issuer", issuer.toString());
        fails(ExitCode.CANNOT_CREATE, "issuer", issuer.toString());
        fails(ExitCode.CANNOT_CREATE, "issuer", data.resolve("nowhere/issuer").toString());
    }

    @Test
    void whatIsTypedWrongIsNamed() throws IOException, LaunchException {
        key("issuer", issuer.toString());
        String file = issuer.toString();
        String serial = key("serial").text();
        assertTrue(fails(ExitCode.USAGE, "issue", "--issuer", file, "--feature", "chess", "--serial", serial)
                .getMessage()
                .contains("turn-client"));
        assertTrue(
                fails(ExitCode.USAGE, "issue", "--issuer", file, "--feature", "turn-client", "--serial", "77777-77777")
                        .getMessage()
                        .contains("mistyped"));
        fails(
                ExitCode.USAGE,
                "issue",
                "--issuer",
                file,
                "--feature",
                "turn-client",
                "--serial",
                serial,
                "--count",
                "3");
        fails(ExitCode.USAGE, "issue", "--issuer", file, "--feature", "rich-media-session", "--serial", serial);
        fails(
                ExitCode.USAGE,
                "issue",
                "--issuer",
                file,
                "--feature",
                "cluster",
                "--serial",
                serial,
                "--expires",
                "soon");
        fails(ExitCode.USAGE, "issue", "--feature");
        fails(ExitCode.USAGE, "polish");
        fails(ExitCode.NO_INPUT, "issue", "--issuer", file + "x", "--feature", "cluster", "--serial", serial);
        assertTrue(
                fails(ExitCode.CONFIG_REFUSED, "show", "46W1A-!").getMessage().startsWith("group 2, character 1"));
        Files.writeString(data.resolve("optionkey/serial"), "spoilt");
        fails(ExitCode.CONFIG_REFUSED, "serial");
    }

    @Test
    void theRunningApplianceAddsListsAndRemoves() throws IOException, LaunchException {
        assertEquals("key add|46W1A BBBBB", key("add", "46W1A", "BBBBB").text());
        assertEquals("key list|", key("list").text());
        assertEquals(
                "key remove|turn-client-4f7qx",
                key("remove", "turn-client-4f7qx").text());
        fails(ExitCode.USAGE, "list", "all");
        fails(ExitCode.USAGE, "remove");
    }
}
