package org.bailey.lab.wire;

/** What a test waited for did not come within its time. The message ends with the last entries of the journal. */
public final class NotSeen extends RuntimeException {
    public NotSeen(String message) {
        super(message);
    }
}
