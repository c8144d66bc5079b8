package org.bailey.system.config;

/** Why one value cannot be taken; the message continues a sentence that began with the setting's name. */
final class WrongValue extends Exception {
    private static final long serialVersionUID = 1;

    WrongValue(String message) {
        super(message);
    }
}
