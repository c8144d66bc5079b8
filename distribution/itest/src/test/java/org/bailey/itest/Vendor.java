package org.bailey.itest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.bailey.optionkey.wire.IssuerPair;
import org.bailey.optionkey.wire.KnownFeature;
import org.bailey.optionkey.wire.MalformedKey;
import org.bailey.optionkey.wire.SerialFile;
import org.bailey.optionkey.wire.SerialNumber;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * One more vendor, whose keys stand in for those the appliance was given.
 *
 * @param issuers theirs, and the vendor's own
 */
record Vendor(IssuerPair pair, SerialNumber serial, String issuers) {
    private static final String PID = "org.bailey.optionkey";

    /** @param admin knows the issuers there are */
    static Vendor beside(ConfigurationAdmin admin, Path data) throws IOException, MalformedKey {
        IssuerPair pair = IssuerPair.generate();
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + PID + ")");
            String[] before = (String[]) found[0].getProperties().get("issuers");
            String all = "[\"" + String.join("\", \"", before) + "\", \"" + pair.issuer() + "\"]";
            return new Vendor(pair, SerialFile.in(data), all);
        } catch (InvalidSyntaxException e) {
            throw new IOException(e);
        }
    }

    String key(KnownFeature feature, @Nullable Integer count, @Nullable LocalDate expires) {
        LocalDate issued = LocalDate.of(2025, 1, 1);
        return pair.issue(feature, serial, count, issued, expires).toString();
    }

    /** {@return the key in the place of the one for its feature, after a comma} */
    String settings(KnownFeature feature, @Nullable Integer count, @Nullable LocalDate expires) {
        return believed() + ", \"" + PID + ".key~" + feature.word() + "\": {\"key\": \"" + key(feature, count, expires)
                + "\"}";
    }

    /** {@return the setting that makes the vendor's keys hold, after a comma} */
    String believed() {
        return ", \"" + PID + "\": {\"issuers\": " + issuers + "}";
    }
}
