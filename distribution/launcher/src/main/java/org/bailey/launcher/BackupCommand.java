package org.bailey.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bailey.launcher.ControlSocket.Answer;

/** {@code bailey backup} and {@code bailey restore}: the file is read and written here, by whoever types the command. */
final class BackupCommand {
    static final String USAGE = "       bailey [--data DIR] backup FILE [--with-keys]\n"
            + "       bailey [--data DIR] restore FILE [--dry-run] [--only WORD...]";
    /** In bytes: what is longer the appliance would not take. */
    private static final long LONGEST = 64 << 20;

    private static final byte[] LOCKED = "BAILEY LOCKED BACKUP ".getBytes(StandardCharsets.US_ASCII);

    private BackupCommand() {}

    static Answer run(Path data, List<String> args, KeyCommand.Line appliance) throws IOException, LaunchException {
        List<String> words = new ArrayList<>(args.subList(1, args.size()));
        return args.get(0).equals("backup") ? backup(data, words, appliance) : restore(data, words, appliance);
    }

    private static Answer backup(Path data, List<String> words, KeyCommand.Line appliance)
            throws IOException, LaunchException {
        boolean keys = words.remove("--with-keys");
        Path file = Path.of(one(words));
        if (Files.exists(file)) {
            throw new LaunchException(ExitCode.CANNOT_CREATE, there(file));
        }
        String passphrase = keys ? new String(Passphrase.ask("passphrase for " + file + ": ", true)) : "";
        Answer answer = appliance.ask(data, "backup make", passphrase);
        if (answer.exitCode() != ExitCode.OK.number()) {
            return answer;
        }
        byte[] bytes = Base64.getDecoder().decode(answer.text().strip());
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, bytes);
        } catch (FileAlreadyExistsException e) {
            throw new LaunchException(ExitCode.CANNOT_CREATE, there(file), e);
        } catch (IOException e) {
            throw new LaunchException(ExitCode.CANNOT_CREATE, file + " cannot be written: " + e, e);
        }
        return new Answer(
                ExitCode.OK.number(),
                "written to " + file + ", " + bytes.length + " bytes, "
                        + (keys
                                ? "locked: without the passphrase nobody can open it again"
                                : "without private keys, secrets and users; --with-keys takes them in"));
    }

    private static String there(Path file) {
        return file + " is there already; a backup is never overwritten";
    }

    private static Answer restore(Path data, List<String> words, KeyCommand.Line appliance)
            throws IOException, LaunchException {
        boolean dry = words.remove("--dry-run");
        List<String> only = new ArrayList<>();
        int split = words.indexOf("--only");
        if (split >= 0) {
            only.addAll(words.subList(split + 1, words.size()));
            words = words.subList(0, split);
            if (only.isEmpty()) {
                throw new LaunchException(ExitCode.USAGE, "--only wants words of sections\n" + Client.USAGE);
            }
        }
        Path file = Path.of(one(words));
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new LaunchException(ExitCode.NO_INPUT, file + ": no such file, or not readable");
        }
        if (Files.size(file) > LONGEST) {
            throw new LaunchException(ExitCode.CONFIG_REFUSED, file + " is longer than any backup");
        }
        byte[] bytes = Files.readAllBytes(file);
        boolean locked =
                bytes.length > LOCKED.length && Arrays.equals(bytes, 0, LOCKED.length, LOCKED, 0, LOCKED.length);
        String passphrase = locked ? new String(Passphrase.ask("passphrase of " + file + ": ", false)) : "";
        return appliance.ask(
                data,
                dry ? "backup plan" : "backup restore",
                passphrase + "\n" + String.join(" ", only) + "\n"
                        + Base64.getEncoder().encodeToString(bytes));
    }

    private static String one(List<String> words) throws LaunchException {
        if (words.size() != 1 || words.get(0).startsWith("--")) {
            throw new LaunchException(ExitCode.USAGE, Client.USAGE);
        }
        return words.get(0);
    }
}
