package org.bailey.tls.provider;

/** A file of the operator that cannot be used as it is. The message is one sentence that names it and says what to do. */
final class UnusableFile extends Exception {
    private static final long serialVersionUID = 1;

    UnusableFile(String sentence) {
        super(sentence);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
