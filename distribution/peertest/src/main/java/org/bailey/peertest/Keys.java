package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.bailey.optionkey.wire.IssuerPair;
import org.bailey.optionkey.wire.KeyContent;
import org.bailey.optionkey.wire.KnownFeature;
import org.bailey.optionkey.wire.MalformedKey;
import org.bailey.optionkey.wire.SerialFile;
import org.bailey.optionkey.wire.SerialNumber;

/** Option keys for every feature, by an issuer of this run of the tests. */
final class Keys {
    private static final IssuerPair ISSUER = IssuerPair.generate();

    private Keys() {}

    /** The appliance on that data directory may do everything. */
    static void into(Configuration configuration, Path data) {
        try {
            configuration.set(
                    "org.bailey.optionkey",
                    Map.of("issuers", List.of(ISSUER.issuer().toString())));
            for (KnownFeature feature : KnownFeature.values()) {
                if (configuration.open(feature)) {
                    configuration.set("org.bailey.optionkey.key~" + feature.word(), Map.of("key", text(feature, data)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedKey e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return a key for the appliance on that data directory} */
    static String text(KnownFeature feature, Path data) throws IOException, MalformedKey {
        SerialNumber serial = SerialFile.in(data);
        Integer count = feature.counted() ? KeyContent.MOST : null;
        return ISSUER.issue(feature, serial, count, LocalDate.now(ZoneOffset.UTC), null)
                .toString();
    }
}
