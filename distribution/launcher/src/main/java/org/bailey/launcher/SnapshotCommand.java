package org.bailey.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bailey.launcher.ControlSocket.Answer;

/** {@code bailey snapshot ...}. */
final class SnapshotCommand {
    static final String USAGE = "       bailey [--data DIR] snapshot list | take [WHY] | show N | diff N [N]\n"
            + "       bailey [--data DIR] snapshot restore N [PID...] [--dry-run]";

    private SnapshotCommand() {}

    /** @param args what follows {@code snapshot} */
    static Answer run(Path data, List<String> args, KeyCommand.Line appliance) throws IOException, LaunchException {
        List<String> words = new ArrayList<>(args.subList(1, args.size()));
        String command = args.get(0);
        int least = command.equals("list") || command.equals("take") ? 0 : 1;
        int most = switch (command) {
            case "list" -> 0;
            case "show" -> 1;
            case "diff" -> 2;
            case "take", "restore" -> Integer.MAX_VALUE;
            default -> -1;
        };
        if (command.equals("restore") && words.remove("--dry-run")) {
            command = "plan";
        }
        if (words.size() < least || words.size() > most || words.stream().anyMatch(word -> word.startsWith("--"))) {
            throw new LaunchException(ExitCode.USAGE, Client.USAGE);
        }
        return appliance.ask(data, "snapshot " + command, String.join("\n", words));
    }
}
