package org.bailey.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code bailey tls ...} as it is sent to the appliance.
 *
 * @param command without {@code tls}
 * @param body the files that were named, one after the other, or the other words, one a line
 */
record TlsRequest(String command, String body) {
    private static final String BAILEY = "       bailey [--data DIR] tls ";
    static final String USAGE = BAILEY + "show | restore | install CERTIFICATES [KEY]\n"
            + BAILEY + "csr show | csr discard | csr make [--cn NAME] [--san NAME,...]\n"
            + "           [--key rsa-2048|rsa-3072|rsa-4096|p-256|p-384] [--o O] [--ou OU] [--l L] [--st ST] [--c C]\n"
            + BAILEY + "trust list | trust add FILE... | trust remove SHA256";

    /** @param words behind {@code tls} */
    static TlsRequest of(List<String> words) throws IOException, LaunchException {
        int split = Math.min(words.size(), commandWords(words));
        String command = String.join(" ", words.subList(0, split));
        List<String> rest = words.subList(split, words.size());
        int count = rest.size();
        return switch (command) {
            case "show", "restore", "csr show", "csr discard", "trust list" ->
                new TlsRequest(expect(count == 0, command), "");
            case "csr make" -> new TlsRequest(command, String.join("\n", rest));
            case "install" -> new TlsRequest(expect(count == 1 || count == 2, command), files(rest));
            case "trust add" -> new TlsRequest(expect(count > 0, command), files(rest));
            case "trust remove" -> new TlsRequest(expect(count == 1, command), String.join("", rest));
            default -> throw new LaunchException(ExitCode.USAGE, Client.USAGE);
        };
    }

    private static int commandWords(List<String> words) {
        return words.get(0).equals("csr") || words.get(0).equals("trust") ? 2 : 1;
    }

    private static String expect(boolean right, String command) throws LaunchException {
        if (!right) {
            throw new LaunchException(ExitCode.USAGE, Client.USAGE);
        }
        return command;
    }

    private static String files(List<String> names) throws IOException, LaunchException {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            Path file = Path.of(name);
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new LaunchException(ExitCode.NO_INPUT, file + ": no such file, or not readable");
            }
            // PEM is ASCII; what else there is the appliance will refuse by name
            text.append(Files.readString(file, StandardCharsets.ISO_8859_1)).append('\n');
        }
        return text.toString();
    }
}
