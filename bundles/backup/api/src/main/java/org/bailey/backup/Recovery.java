package org.bailey.backup;

import java.time.Instant;
import java.util.List;
import org.bailey.system.Restoration;

/**
 * What bringing back a backup does, or did.
 *
 * @param made when the backup was made
 * @param version of the appliance that made it
 * @param serial serial number of the appliance that made it
 * @param sameAppliance whether that is this one
 * @param secrets whether private keys, secrets and users are in it
 * @param sentences what happens beside the settings, and what does not
 */
public record Recovery(
        Instant made,
        String version,
        String serial,
        boolean sameAppliance,
        boolean secrets,
        Restoration settings,
        List<String> sentences) {
    public Recovery {
        sentences = List.copyOf(sentences);
    }
}
