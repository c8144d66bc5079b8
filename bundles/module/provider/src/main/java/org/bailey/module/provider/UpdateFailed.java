package org.bailey.module.provider;

/** The new version cannot stay; the message says why. */
final class UpdateFailed extends Exception {
    private static final long serialVersionUID = 1;

    UpdateFailed(String sentence) {
        super(sentence);
    }
}
