package org.bailey.optionkey.wire;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** Where an appliance keeps its serial number: {@code optionkey/serial} in its data directory. */
public final class SerialFile {
    private SerialFile() {}

    /**
     * {@return the serial number of the appliance on that data directory; made and kept when it has none yet}
     *
     * @throws MalformedKey when the file was changed: the message says what to do
     */
    public static SerialNumber in(Path data) throws IOException, MalformedKey {
        Path file = data.resolve("optionkey/serial");
        if (Files.notExists(file)) {
            Path folder = file.resolveSibling(".");
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            String fresh = SerialNumber.random(new SecureRandom()) + "\n";
            try {
                Files.writeString(file, fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException another) {
                return SerialNumber.read(Files.readString(file)); // made by somebody else in this moment
            }
        }
        try {
            return SerialNumber.read(Files.readString(file));
        } catch (MalformedKey wrong) {
            throw MalformedKey.somewhere(file + ": " + wrong.getMessage()
                    + "; write the right number back, or delete the file for a new one, for which no key holds yet");
        }
    }
}
