package org.bailey.optionkey.provider;

import java.util.ArrayList;
import java.util.List;
import org.bailey.optionkey.wire.Issuer;
import org.bailey.optionkey.wire.MalformedKey;

/**
 * Checked settings of {@code org.bailey.optionkey}.
 *
 * @param issuers whose keys are believed
 * @param graceDays how long a key holds after its last day
 */
record OptionKeySettings(List<Issuer> issuers, int graceDays) {
    static final String PID = "org.bailey.optionkey";

    OptionKeySettings {
        issuers = List.copyOf(issuers);
        if (graceDays < 0 || graceDays > 90) {
            throw new IllegalArgumentException(PID + ": graceDays " + graceDays + " is not from 0 to 90");
        }
    }

    static OptionKeySettings from(OptionKeyConfig config) {
        List<Issuer> issuers = new ArrayList<>();
        for (String text : config.issuers()) {
            try {
                issuers.add(Issuer.read(text));
            } catch (MalformedKey wrong) {
                throw new IllegalArgumentException(
                        PID + ": issuers has \"" + text + "\", which is no public key: " + wrong.getMessage());
            }
        }
        return new OptionKeySettings(issuers, config.graceDays());
    }
}
