package org.bailey.launcher;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** From the terminal, unseen; where there is none the first line of the input, so that scripts can give it. */
final class Passphrase {
    private static final char[] NONE = {};

    private Passphrase() {}

    /** @param twice whether it is new, and typing errors would lock out for ever */
    static char[] ask(String question, boolean twice) throws LaunchException {
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
