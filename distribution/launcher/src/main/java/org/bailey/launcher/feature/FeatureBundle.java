package org.bailey.launcher.feature;

/**
 * One bundle of a feature.
 *
 * @param startLevel framework start level at which it starts, 1 to 99
 */
public record FeatureBundle(Coordinates id, int startLevel) {
    public FeatureBundle {
        if (startLevel < 1 || startLevel > 99) {
            throw new IllegalArgumentException(id + ": bundleStartLevel " + startLevel + " is not within 1 to 99");
        }
    }
}
