package org.bailey.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.osgi.framework.Constants;

/** Framework properties: what {@code etc/framework.properties} says, then what this start says. */
final class FrameworkProperties {
    private FrameworkProperties() {}

    static Map<String, String> read(Options options, DataDirectory data) throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(options.home().resolve("etc/framework.properties"))) {
            file.load(reader);
        }
        Map<String, String> properties = new HashMap<>();
        file.stringPropertyNames().forEach(key -> properties.put(key, expand(file.getProperty(key), options)));
        properties.put("bailey.home", options.home().toString());
        properties.put("bailey.data", options.data().toString());
        properties.put("bailey.lab", Boolean.toString(options.lab()));
        properties.put("bailey.admissions", "optionkey"); // stopping whoever counts licences does not unlock calls
        properties.put("bailey.defaults", data.path("run/defaults.json").toString());
        properties.put("bailey.features", data.path("run/features.json").toString());
        properties.put(Constants.FRAMEWORK_STORAGE, data.path("cache/framework").toString());
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "1");
        properties.put("felix.cm.dir", data.path("config").toString());
        properties.put("org.osgi.service.http.port.secure", Integer.toString(options.httpPort()));
        return properties;
    }

    private static String expand(String value, Options options) {
        Path home = options.home();
        return value.replace("${bailey.home}", home.toString())
                .replace("${bailey.data}", options.data().toString());
    }
}
