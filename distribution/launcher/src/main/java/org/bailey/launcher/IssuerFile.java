package org.bailey.launcher;

import java.io.IOException;
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
        char[] passphrase = guarded ? Passphrase.ask("passphrase for " + file + ": ", true) : NONE;
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
        char[] passphrase = IssuerPair.isLocked(pem) ? Passphrase.ask("passphrase of " + file + ": ", false) : NONE;
        try {
            return IssuerPair.read(pem, passphrase);
        } catch (MalformedKey wrong) {
            throw new LaunchException(ExitCode.CONFIG_REFUSED, file + ": " + wrong.getMessage(), wrong);
        } finally {
            Arrays.fill(passphrase, ' ');
        }
    }
}
