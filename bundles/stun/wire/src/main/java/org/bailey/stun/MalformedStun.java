package org.bailey.stun;

/** The bytes are no STUN message, or an attribute has no sense. Without a stack trace: strangers cause it. */
public final class MalformedStun extends Exception {
    private final int offset;

    /**
     * @param offset where in the message, in bytes
     * @param sentence what is wrong there
     */
    public MalformedStun(int offset, String sentence) {
        super("byte " + offset + ": " + sentence, null, false, false);
        this.offset = offset;
    }

    /** Where in the message, in bytes. */
    public int offset() {
        return offset;
    }
}
