package org.bailey.module;

/** Why an update is not done; the message is made of whole sentences for the operator. */
public final class UpdateRefused extends Exception {
    private static final long serialVersionUID = 1;

    public UpdateRefused(String sentence) {
        super(sentence);
    }
}
