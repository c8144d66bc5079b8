package org.bailey.tls;

/** A change that was not made. The message is one sentence: what is wrong, and what to do. */
public final class RefusedChange extends Exception {
    private static final long serialVersionUID = 1;

    /** Where the reason lies. */
    public enum Kind {
        /** In what was brought. */
        CONTENT,
        /** In what is already here: another step comes first. */
        STATE,
        /** There is nothing here to which it could be done. */
        ABSENT
    }

    private final Kind kind;

    public RefusedChange(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
