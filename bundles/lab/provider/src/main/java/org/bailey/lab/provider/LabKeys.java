package org.bailey.lab.provider;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.bailey.optionkey.Evaluation;
import org.bailey.optionkey.wire.IssuerPair;
import org.bailey.optionkey.wire.KnownFeature;
import org.bailey.optionkey.wire.MalformedKey;
import org.bailey.optionkey.wire.SerialNumber;
import org.osgi.service.component.annotations.Component;

/**
 * Keys for the demonstration: every feature, and a few calls. Made by an issuer that comes into being with the lab and is
 * forgotten with it, so that there is nothing to take along.
 */
@Component
public final class LabKeys implements Evaluation {
    /** Enough for the demonstration, too few to work with. */
    private static final int CALLS = 10;

    private final IssuerPair issuer = IssuerPair.generate();

    @Override
    public String issuer() {
        return issuer.issuer().toString();
    }

    @Override
    public List<String> keys(String serial) {
        SerialNumber appliance;
        try {
            appliance = SerialNumber.read(serial);
        } catch (MalformedKey none) {
            return List.of(); // the appliance says itself that it has no serial number
        }
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return Arrays.stream(KnownFeature.values())
                .map(feature -> issuer.issue(feature, appliance, feature.counted() ? CALLS : null, today, null)
                        .toString())
                .toList();
    }
}
