package org.bailey.console;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** One section's part of {@code GET /metrics}; a service. Called on request threads, several at a time. */
@ConsumerType
public interface MetricSource {
    /** {@return the section's word: its metrics are named {@code bailey_WORD_...}} */
    String word();

    /** {@return counts and levels as of now; quick, no waiting} */
    List<Metric> metrics();
}
