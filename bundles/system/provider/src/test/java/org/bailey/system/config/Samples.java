package org.bailey.system.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One PID with a setting of every kind, one factory PID. */
final class Samples {
    static final String METATYPE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
              <OCD id="Media" name="Media" description="Ports">
                <AD id="firstPort" name="First port" type="Integer" min="1024" max="65535" default="56000"/>
                <AD id="label" name="Label" type="String" max="8" required="false"/>
                <AD id="secret" name="Secret" type="Password" required="false"/>
                <AD id="secure" name="Secure" type="Boolean" default="true"/>
                <AD id="mode" name="Mode" type="String" default="auto">
                  <Option label="Automatic" value="auto"/><Option label="Never" value="off"/>
                </AD>
                <AD id="gain" name="Gain" type="Double" default="1.0"/>
                <AD id="addresses" name="Addresses" type="String" cardinality="3" required="false"/>
                <AD id="weights" name="Weights" type="Long" cardinality="-2" required="false"/>
                <AD id="letter" name="Letter" type="Character" required="false"/>
              </OCD>
              <OCD id="Zone" name="Zone"><AD id="host" name="Host" type="String"/></OCD>
              <Designate pid="org.bailey.media"><Object ocdref="Media"/></Designate>
              <Designate factoryPid="org.bailey.zone"><Object ocdref="Zone"/></Designate>
            </metatype:MetaData>
            """;

    private Samples() {}

    static Catalog catalog() {
        try {
            return new Catalog(MetatypeFile.read(new ByteArrayInputStream(METATYPE.getBytes(StandardCharsets.UTF_8))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with this between the braces. */
    static String file(String configurations) {
        return "{\":configurator:resource-version\": 1" + (configurations.isEmpty() ? "" : ", " + configurations) + "}";
    }

    static String media(String settings) {
        return file("\"org.bailey.media\": {" + settings + "}");
    }
}
