package org.bailey.itest;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import org.bailey.optionkey.wire.IssuerPair;
import org.bailey.optionkey.wire.KeyContent;
import org.bailey.optionkey.wire.KnownFeature;
import org.bailey.optionkey.wire.MalformedKey;
import org.bailey.optionkey.wire.SerialFile;
import org.bailey.optionkey.wire.SerialNumber;

/** Option keys as a distribution would bring them, among the default settings: for every feature but one. */
final class Keys {
    /** Left for a test to open and close. */
    static final KnownFeature LEFT_OUT = KnownFeature.CLUSTER;

    private static final IssuerPair ISSUER = IssuerPair.generate();

    private Keys() {}

    static void bring(Path data) throws IOException {
        Path defaults = data.resolve("run/defaults.json");
        JsonObjectBuilder all;
        try (JsonReader reader = Json.createReader(Files.newInputStream(defaults))) {
            all = Json.createObjectBuilder(reader.readObject());
        }
        all.add(
                "org.bailey.optionkey",
                Json.createObjectBuilder()
                        .add(
                                "issuers",
                                Json.createArrayBuilder().add(ISSUER.issuer().toString())));
        SerialNumber serial = serial(data);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        for (KnownFeature feature : EnumSet.complementOf(EnumSet.of(LEFT_OUT))) {
            Integer count = feature.counted() ? KeyContent.MOST : null;
            String text = ISSUER.issue(feature, serial, count, today, null).toString();
            all.add(
                    "org.bailey.optionkey.key~" + feature.word(),
                    Json.createObjectBuilder().add("key", text));
        }
        Files.writeString(defaults, all.build().toString());
    }

    private static SerialNumber serial(Path data) throws IOException {
        try {
            return SerialFile.in(data);
        } catch (MalformedKey e) {
            throw new IOException(e);
        }
    }
}
