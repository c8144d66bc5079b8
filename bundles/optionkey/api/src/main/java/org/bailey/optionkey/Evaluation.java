package org.bailey.optionkey;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keys for the demonstration, a service of the lab: they hold as long as the service is there, and are stored nowhere.
 * Made anew by each start with a pair of an issuer that nobody keeps.
 */
@ConsumerType
public interface Evaluation {
    /** {@return the public key of who made the keys} */
    String issuer();

    /**
     * {@return texts of keys}
     *
     * @param serial the appliance they are to be for
     */
    List<String> keys(String serial);
}
