package org.bailey.call;

/**
 * The session timer of one leg (RFC 4028).
 *
 * @param seconds Session-Expires; 0 when the peer does not do session timers
 * @param minimumSeconds Min-SE to be kept
 * @param refresher whether we refresh; else the peer does and we watch
 */
public record SessionTimer(int seconds, int minimumSeconds, boolean refresher) {
    public static final SessionTimer NONE = new SessionTimer(0, 90, false);
}
