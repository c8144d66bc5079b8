package org.bailey.optionkey;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Holds the {@link OptionKey} services and counts licences, apart from whoever judges keys: that code is replaced without
 * any feature being closed for a moment. Only the judge opens and closes. Safe for use by many threads.
 */
@ProviderType
public interface FeatureDoors {
    /** {@return every feature there is a service for, those that are ending too} */
    List<OptionKey> opened();

    /** The feature may be used, by {@code count} at once; again when the number changes or an end is taken back. */
    void open(String feature, int count);

    /** Nothing new may use the feature. */
    void ending(String feature);

    /** Nobody uses the feature any more. */
    void close(String feature);

    /**
     * The judge is there and has said what is open. To be said every second or so: without it for two minutes nothing new may
     * use any feature, until it is said again.
     */
    void attended();

    /** {@return what became of counted licences since this was asked last} */
    Taken taken();

    /**
     * Use of {@code rich-media-session}.
     *
     * @param highest most that were in use at once; 0 when none was taken
     * @param refused how many calls were refused
     */
    record Taken(int highest, long refused) {}
}
