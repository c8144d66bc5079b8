package org.bailey.launcher;

/** How an appliance, or a command to it, ends. The numbers are a contract: scripts and units rely on them. */
public enum ExitCode {
    /** Done, or stopped on request. */
    OK(0),
    /** {@code bailey config diff}: the file says something else than what holds; {@code status}: something is wrong. */
    DIFFERENT(1),
    /** {@code bailey status}: no appliance runs on this data directory (as in the LSB). */
    NOT_RUNNING(3),
    /** The command line was not understood. */
    USAGE(64),
    /** A configuration was refused; nothing of it was applied. */
    CONFIG_REFUSED(65),
    /** A file named on the command line, a feature or a bundle is missing. */
    NO_INPUT(66),
    /** The console's port is taken by another process. */
    PORT_TAKEN(69),
    /** Something broke that should not; the log says what. */
    SOFTWARE(70),
    /** The data directory cannot be written. */
    CANNOT_CREATE(73),
    /** Another appliance runs on this data directory. */
    DATA_IN_USE(75);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
