package org.bailey.launcher.feature;

/**
 * One bundle of a feature.
 *
 * @param startLevel framework start level at which it starts, 1 to 99
 */
public record FeatureBundle(Coordinates id, int startLevel) {
    /** How locations of bundles of features begin. */
    public static final String SCHEME = "bailey:";

    public FeatureBundle {
        if (startLevel < 1 || startLevel > 99) {
            throw new IllegalArgumentException(id + ": bundleStartLevel " + startLevel + " is not within 1 to 99");
        }
    }

    /** {@return where the framework is told it comes from: the same for all its versions} */
    public String location() {
        return SCHEME + id.unversioned();
    }
}
