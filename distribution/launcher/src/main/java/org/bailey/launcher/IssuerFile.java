package org.bailey.launcher;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.bailey.optionkey.wire.IssuerPair;
import org.bailey.optionkey.wire.MalformedKey;

/** The file of an issuer: only its owner may read it, and never is one overwritten. */
final class IssuerFile {
    private static final char[] NONE = {};

    private IssuerFile() {}

    static void write(Path file, IssuerPair pair, boolean guarded) throws LaunchException {
        char[] passphrase = guarded ? passphrase("passphrase for " + file + ": ", true) : NONE;
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, pair.pem(passphrase));
        } catch (FileAlreadyExistsException there) {
            throw new LaunchException(
                    ExitCode.CANNOT_CREATE, file + " is there already; an issuer is never overwritten", there);
        } catch (IOException e) {
            throw new LaunchException(ExitCode.CANNOT_CREATE, file + " cannot be written: " + e, e);
        }
    }

    static IssuerPair read(Path file) throws LaunchException {
        String pem;
        try {
            pem = Files.readString(file);
        } catch (IOException e) {
            throw new LaunchException(ExitCode.NO_INPUT, file + ": no such file, or not readable", e);
        }
        char[] passphrase = IssuerPair.isLocked(pem) ? passphrase("passphrase of " + file + ": ", false) : NONE;
        try {
            return IssuerPair.read(pem, passphrase);
        } catch (MalformedKey wrong) {
            throw new LaunchException(ExitCode.CONFIG_REFUSED, file + ": " + wrong.getMessage(), wrong);
        } finally {
            Arrays.fill(passphrase, ' ');
        }
    }

    /** From the terminal, unseen; where there is none the first line of the input, so that scripts can give it. */
    private static char[] passphrase(String question, boolean twice) throws LaunchException {
        Console terminal = System.console();
        char[] typed = terminal == null ? line() : terminal.readPassword("%s", question);
        if (typed == null || typed.length == 0) {
            throw new LaunchException(ExitCode.USAGE, "no passphrase was given");
        }
        if (twice && terminal != null && !Arrays.equals(typed, terminal.readPassword("once more: "))) {
            throw new LaunchException(ExitCode.USAGE, "the two passphrases differ");
        }
        return typed;
    }

    private static char[] line() throws LaunchException {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String line = in.readLine();
            return line == null ? NONE : line.toCharArray();
        } catch (IOException e) {
            throw new LaunchException(ExitCode.NO_INPUT, "the passphrase cannot be read: " + e, e);
        }
    }
}
