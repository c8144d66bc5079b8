package org.bailey.media;

/**
 * What one side wants of the other side's picture, in the words of neither.
 *
 * @param keyFrame whether the next picture shall be one that needs no other
 * @param bitsPerSecond at most so much; 0 where nothing is said
 * @param width of the picture at most, in pixels; 0 where nothing is said
 * @param height of the picture at most, in pixels; 0 where nothing is said
 * @param framesPerSecond at most so many; 0 where nothing is said
 * @param paused whether no picture is wanted at all
 */
public record VideoWish(
        boolean keyFrame, long bitsPerSecond, int width, int height, int framesPerSecond, boolean paused) {
    /** A key frame, and everything else as it is. */
    public static final VideoWish KEY_FRAME = new VideoWish(true, 0, 0, 0, 0, false);
    /** Nothing in particular. */
    public static final VideoWish NONE = new VideoWish(false, 0, 0, 0, 0, false);

    public VideoWish {
        if (bitsPerSecond < 0 || width < 0 || height < 0 || framesPerSecond < 0) {
            throw new IllegalArgumentException(
                    "no wish: " + bitsPerSecond + " bit/s, " + width + "x" + height + ", " + framesPerSecond + "/s");
        }
    }
}
