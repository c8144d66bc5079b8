package org.bailey.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bailey.launcher.ControlSocket.Answer;
import org.bailey.optionkey.wire.IssuerPair;
import org.bailey.optionkey.wire.KeyContent;
import org.bailey.optionkey.wire.KnownFeature;
import org.bailey.optionkey.wire.MalformedKey;
import org.bailey.optionkey.wire.SerialFile;
import org.bailey.optionkey.wire.SerialNumber;
import org.bailey.optionkey.wire.SignedKey;
import org.jspecify.annotations.Nullable;

/**
 * {@code bailey key ...}: what a vendor does needs no appliance; keys are added, removed and listed by the one that runs.
 */
final class KeyCommand {
    static final String USAGE = "       bailey [--data DIR] key serial | key list | key add TEXT | key remove NAME\n"
            + "       bailey key show TEXT\n"
            + "       bailey key issuer FILE [--passphrase]\n"
            + "       bailey key issue --issuer FILE --feature F --serial S [--count N] [--expires YYYY-MM-DD]";

    private KeyCommand() {}

    /** How a running appliance is asked. */
    @FunctionalInterface
    interface Line {
        Answer ask(Path data, String command, String body) throws IOException, LaunchException;
    }

    /** @param args what follows {@code key} */
    static Answer run(Path data, List<String> args, Line line) throws IOException, LaunchException {
        if (args.isEmpty()) {
            throw usage("key wants a command");
        }
        List<String> rest = args.subList(1, args.size());
        return switch (args.get(0)) {
            case "serial" -> serial(data, rest);
            case "list" -> line.ask(data, "key list", none(rest));
            case "add" -> line.ask(data, "key add", text(rest));
            case "remove" -> line.ask(data, "key remove", one(rest, "the name of a key"));
            case "show" -> show(text(rest));
            case "issuer" -> issuer(rest);
            case "issue" -> issue(options(rest));
            default -> throw usage("\"key " + args.get(0) + "\" is not a command");
        };
    }

    private static Answer serial(Path data, List<String> rest) throws IOException, LaunchException {
        none(rest);
        try {
            return new Answer(0, SerialFile.in(data).toString());
        } catch (MalformedKey wrong) {
            throw refused(wrong);
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.CANNOT_CREATE, "data directory " + data.toAbsolutePath() + " cannot be used: " + e, e);
        }
    }

    private static Answer show(String text) throws LaunchException {
        try {
            KeyContent key = SignedKey.read(text).content();
            LocalDate expires = key.expires();
            return new Answer(
                    0,
                    "feature       " + key.feature()
                            + KnownFeature.of(key.feature())
                                    .map(known -> ": " + known.title())
                                    .orElse(", which this version does not know")
                            + (key.count() == null ? "" : "\ncount         " + key.count())
                            + "\nserial number " + key.serial()
                            + "\nissued        " + key.issued()
                            + "\nexpires       " + (expires == null ? "never" : expires + ", end of the day, UTC")
                            + "\nid            " + key.id()
                            + "\nIt is typed right. Whether its signature is good says the appliance it is for.");
        } catch (MalformedKey wrong) {
            throw refused(wrong);
        }
    }

    private static Answer issuer(List<String> rest) throws IOException, LaunchException {
        boolean guarded = rest.size() == 2 && rest.get(1).equals("--passphrase");
        if (rest.size() != 1 && !guarded) {
            throw usage("key issuer wants a file to make");
        }
        Path file = Path.of(rest.get(0));
        IssuerPair pair = IssuerPair.generate();
        IssuerFile.write(file, pair, guarded);
        return new Answer(
                0,
                pair.issuer() + "\n" + file + " holds what signs keys: keep it safe, and a copy of it. The line above"
                        + " is its public key: appliances believe its keys when org.bailey.optionkey has it in"
                        + " issuers.");
    }

    private static Answer issue(Map<String, String> options) throws IOException, LaunchException {
        Path file = Path.of(wanted(options, "--issuer"));
        String word = wanted(options, "--feature");
        KnownFeature feature = KnownFeature.of(word)
                .orElseThrow(
                        () -> usage("--feature " + word + ": there are " + String.join(", ", KnownFeature.words())));
        String typed = wanted(options, "--serial");
        SerialNumber serial;
        try {
            serial = SerialNumber.read(typed);
        } catch (MalformedKey wrong) {
            throw usage("--serial " + typed + ": " + wrong.getMessage());
        }
        Integer count = count(options.get("--count"));
        LocalDate expires = day(options.get("--expires"));
        IssuerPair pair = IssuerFile.read(file);
        try {
            SignedKey key = pair.issue(feature, serial, count, LocalDate.now(ZoneOffset.UTC), expires);
            return new Answer(0, key.toString());
        } catch (IllegalArgumentException impossible) {
            throw usage(String.valueOf(impossible.getMessage()));
        }
    }

    private static @Nullable Integer count(@Nullable String text) throws LaunchException {
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,7}")) {
            throw usage("--count " + text + ": a number from 1 to " + KeyContent.MOST);
        }
        return Integer.valueOf(text);
    }

    private static @Nullable LocalDate day(@Nullable String text) throws LaunchException {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException wrong) {
            throw usage("--expires " + text + ": a day such as 2027-12-31");
        }
    }

    private static Map<String, String> options(List<String> rest) throws LaunchException {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i < rest.size(); i += 2) {
            String option = rest.get(i);
            if (!List.of("--issuer", "--feature", "--serial", "--count", "--expires")
                    .contains(option)) {
                throw usage("\"" + option + "\" is not an option of key issue");
            }
            if (i + 1 == rest.size()) {
                throw usage(option + " wants a value");
            }
            options.put(option, rest.get(i + 1));
        }
        return options;
    }

    private static String wanted(Map<String, String> options, String option) throws LaunchException {
        String value = options.get(option);
        if (value == null) {
            throw usage("key issue wants " + option);
        }
        return value;
    }

    /** A key may be typed with blanks, so in several arguments. */
    private static String text(List<String> rest) throws LaunchException {
        if (rest.isEmpty()) {
            throw usage("the text of the key is missing");
        }
        return String.join(" ", rest);
    }

    private static String one(List<String> rest, String what) throws LaunchException {
        if (rest.size() != 1) {
            throw usage(what + " is missing");
        }
        return rest.get(0);
    }

    private static String none(List<String> rest) throws LaunchException {
        if (!rest.isEmpty()) {
            throw usage("\"" + rest.get(0) + "\" is too much");
        }
        return "";
    }

    private static LaunchException usage(String sentence) {
        return new LaunchException(ExitCode.USAGE, sentence + "\nusage:" + USAGE.substring("usage:".length()));
    }

    private static LaunchException refused(MalformedKey wrong) {
        return new LaunchException(ExitCode.CONFIG_REFUSED, String.valueOf(wrong.getMessage()), wrong);
    }
}
