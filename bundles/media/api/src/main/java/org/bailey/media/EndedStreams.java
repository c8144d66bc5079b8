package org.bailey.media;

/**
 * Streams that are over, by how much of what their sender numbered was lost on the way to us.
 *
 * @param empty brought nothing
 * @param whole lost nothing
 * @param toOnePercent lost something, less than 1 %: hardly heard
 * @param toFivePercent from 1 % to less than 5 %: heard
 * @param more from 5 % on: hard to understand
 */
public record EndedStreams(long empty, long whole, long toOnePercent, long toFivePercent, long more) {
    public static final EndedStreams NONE = new EndedStreams(0, 0, 0, 0, 0);

    /** {@return this and one more} */
    public EndedStreams plus(StreamStatistics stream) {
        if (stream.packets() == 0) {
            return new EndedStreams(empty + 1, whole, toOnePercent, toFivePercent, more);
        }
        if (stream.lost() == 0) {
            return new EndedStreams(empty, whole + 1, toOnePercent, toFivePercent, more);
        }
        double share = stream.lossRatio();
        return new EndedStreams(
                empty,
                whole,
                toOnePercent + (share < 0.01 ? 1 : 0),
                toFivePercent + (share >= 0.01 && share < 0.05 ? 1 : 0),
                more + (share >= 0.05 ? 1 : 0));
    }
}
