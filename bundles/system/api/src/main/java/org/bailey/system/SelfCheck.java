package org.bailey.system;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What the appliance finds wrong with itself: parts that do not run, and stored settings that are not in force. */
@ProviderType
public interface SelfCheck {
    /** {@return one sentence for each, empty when all is well; safe for use by many threads} */
    List<String> problems();
}
