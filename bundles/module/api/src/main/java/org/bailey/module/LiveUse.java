package org.bailey.module;

import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** Which live calls use which section; a service of each keeper. Safe for use by many threads. */
@ConsumerType
public interface LiveUse {
    /** {@return ids of live calls by the word of a section, as of now; quick, no waiting} A section without calls may be left out. */
    Map<String, Set<String>> callsBySection();
}
