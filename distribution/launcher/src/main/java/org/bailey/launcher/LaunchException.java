package org.bailey.launcher;

/** The appliance cannot start or a command cannot be carried out; the message says what to do. */
final class LaunchException extends Exception {
    private static final long serialVersionUID = 1;
    private final ExitCode code;
    private final String told;

    LaunchException(ExitCode code, String message) {
        super(message);
        this.told = message;
        this.code = code;
    }

    LaunchException(ExitCode code, String message, Throwable cause) {
        super(message, cause);
        this.told = message;
        this.code = code;
    }

    @Override
    public String getMessage() {
        return told;
    }

    ExitCode code() {
        return code;
    }
}
