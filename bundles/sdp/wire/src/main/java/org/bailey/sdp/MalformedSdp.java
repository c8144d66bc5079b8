package org.bailey.sdp;

/** The bytes are not a session description, or not the multipart body they claim to be. */
public final class MalformedSdp extends Exception {
    private final int line;

    /**
     * @param line line of the body, counted from 1; 0 when the whole is meant
     * @param sentence what is wrong there, fit for a Warning header or a call's history
     */
    public MalformedSdp(int line, String sentence) {
        super(line == 0 ? sentence : "line " + line + ": " + sentence, null, false, false);
        this.line = line;
    }

    /** Line of the body, counted from 1; 0 when the whole is meant. */
    public int line() {
        return line;
    }
}
