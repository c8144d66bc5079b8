package org.bailey.console;

import jakarta.json.JsonObject;
import org.osgi.annotation.versioning.ConsumerType;

/** One part of {@code GET /api/v1/status} and of the overview page. Called on request threads, several at a time. */
@ConsumerType
public interface StatusSource {
    /** {@return the section's word, under which the part appears} */
    String word();

    /** {@return counts and levels as of now; quick, no waiting} */
    JsonObject status();
}
