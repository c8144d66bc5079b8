package org.bailey.optionkey;

import org.osgi.annotation.versioning.ProviderType;

/**
 * There is a key for a feature: a service, one for each feature that may be used, with the feature in property
 * {@link #FEATURE}. What is licensed has a mandatory reference to it:
 *
 * <pre>
 * &#64;Reference(target = "(bailey.feature=turn-client)") OptionKey key
 * </pre>
 *
 * When the last key of a feature goes or ends, {@link #ending()} is true at once, and the service goes when no call uses
 * the feature any more. Safe for use by many threads.
 */
@ProviderType
public interface OptionKey {
    /** Service property: the feature, such as {@code turn-client}. */
    String FEATURE = "bailey.feature";
    /** Service property, {@link Boolean}: the key is gone, only what uses the feature already goes on. */
    String ENDING = "bailey.ending";

    /** Encryption, ICE and Lync 2013 and later on the Microsoft side. */
    String MICROSOFT_INTEROP = "microsoft-interop";
    /** Calls between the two sides, one licence each. */
    String RICH_MEDIA_SESSION = "rich-media-session";
    /** Addresses on TURN servers. */
    String TURN_CLIENT = "turn-client";

    String feature();

    /** {@return true when nothing new may use the feature; what does already may go on} */
    boolean ending();

    /** {@return how many may be used at once by all keys together; 0 where the feature is not counted} */
    int count();
}
