package org.bailey.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bailey.launcher.ControlSocket.Answer;

/** {@code bailey dialplan ...}. */
final class DialPlanCommand {
    static final String USAGE = "       bailey [--data DIR] dialplan show | locate ALIAS [--from ZONE] [--variant V]\n"
            + "       bailey [--data DIR] dialplan check PATTERN ALIAS [--type T] [--strip | --replace TEXT]\n"
            + "       bailey [--data DIR] dialplan dryrun FILE | apply FILE [--basis B]";

    private DialPlanCommand() {}

    /** @param args what follows {@code dialplan} */
    static Answer run(Path data, List<String> args, KeyCommand.Line appliance) throws IOException, LaunchException {
        List<String> words = new ArrayList<>(args.subList(1, args.size()));
        String command = args.get(0);
        return switch (command) {
            case "show" -> appliance.ask(data, "dialplan show", all(words, 0).get(0));
            case "locate" -> {
                String from = option(words, "--from");
                String variant = option(words, "--variant");
                yield appliance.ask(
                        data, "dialplan locate", String.join("\n", all(words, 1).get(0), from, variant));
            }
            case "check" -> {
                String type = option(words, "--type");
                boolean replace = words.contains("--replace");
                String replacement = option(words, "--replace");
                String behaviour = replace ? "REPLACE" : words.remove("--strip") ? "STRIP" : "LEAVE";
                List<String> two = all(words, 2);
                yield appliance.ask(
                        data,
                        "dialplan check",
                        String.join("\n", type, two.get(0), behaviour, replacement, two.get(1)));
            }
            case "dryrun" ->
                appliance.ask(data, "dialplan dryrun", file(all(words, 1).get(0)));
            case "apply" -> {
                String basis = option(words, "--basis");
                yield appliance.ask(
                        data,
                        "dialplan apply",
                        basis + "\n" + file(all(words, 1).get(0)));
            }
            default -> throw new LaunchException(ExitCode.USAGE, Client.USAGE);
        };
    }

    private static String file(String name) throws IOException, LaunchException {
        Path file = Path.of(name);
        if (!Files.isReadable(file)) {
            throw new LaunchException(ExitCode.NO_INPUT, file + ": no such file, or not readable");
        }
        return Files.readString(file);
    }

    /** Takes an option with its value out of the words; empty when it is not there. */
    private static String option(List<String> words, String name) throws LaunchException {
        int at = words.indexOf(name);
        if (at < 0) {
            return "";
        }
        if (at + 1 == words.size()) {
            throw new LaunchException(ExitCode.USAGE, name + " wants a value\n" + Client.USAGE);
        }
        words.remove(at);
        return words.remove(at);
    }

    /** {@return the words, of which there have to be so many; one empty one for none} */
    private static List<String> all(List<String> words, int count) throws LaunchException {
        if (words.size() != count
                || words.stream().anyMatch(word -> word.startsWith("--") || word.indexOf('\n') >= 0)) {
            throw new LaunchException(ExitCode.USAGE, Client.USAGE);
        }
        return count == 0 ? List.of("") : words;
    }
}
