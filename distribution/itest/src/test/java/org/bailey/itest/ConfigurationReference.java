package org.bailey.itest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.bailey.system.config.Attribute;
import org.bailey.system.config.MetatypeFile;
import org.bailey.system.config.ObjectClass;

/** {@code docs/configuration.md}, from the Metatype files of our bundles. */
final class ConfigurationReference {
    private static final String HEAD = """
            # Configuration reference

            Made from the Metatype of the bundles; do not edit. After changing a setting in the code, run `cnf/reference`.

            A file of settings has the form of the OSGi Configurator, see [runtime.md](runtime.md#files-of-settings).
            A PID with `~NAME` can be there many times, each with its own name. A setting without default must be given.
            """;

    private final SortedMap<String, ObjectClass> classes = new TreeMap<>();

    static String of(Path repository) throws IOException {
        ConfigurationReference reference = new ConfigurationReference();
        try (Stream<Path> jars = Files.list(repository)) {
            for (Path jar : jars.filter(ConfigurationReference::isOurs).toList()) {
                reference.read(jar);
            }
        }
        return reference.text();
    }

    private static boolean isOurs(Path jar) {
        return jar.getFileName().toString().startsWith("org.bailey.");
    }

    private void read(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().matches("OSGI-INF/metatype/[^/]+\\.xml")) {
                    try (InputStream xml = jar.getInputStream(entry)) {
                        MetatypeFile.read(xml).forEach(one -> classes.put(one.pid(), one));
                    }
                }
            }
        }
    }

    private String text() {
        StringBuilder out = new StringBuilder(HEAD);
        for (ObjectClass one : classes.values()) {
            out.append("\n## ").append(one.pid()).append(one.factory() ? "~NAME" : "");
            out.append("\n\n**").append(one.name()).append(".** ").append(one.description());
            out.append("\n\n| Setting | Type | Default | Allowed | What it is |\n| --- | --- | --- | --- | --- |\n");
            one.attributes().values().forEach(attribute -> out.append(row(attribute)));
        }
        return out.toString();
    }

    private static String row(Attribute attribute) {
        String list = attribute.cardinality() == 0 ? "" : "[]";
        String type =
                attribute.type().typeName() + list + (attribute.type().name().equals("PASSWORD") ? ", secret" : "");
        boolean optional = !attribute.required() || attribute.cardinality() != 0;
        String preset = !attribute.defaults().isEmpty()
                ? "`" + String.join(", ", attribute.defaults()) + "`"
                : optional ? "(empty)" : "**required**";
        String description = attribute.description().isEmpty()
                ? attribute.name()
                : "*" + attribute.name() + ".* " + attribute.description();
        return "| `" + attribute.id() + "` | " + type + " | " + cell(preset) + " | " + cell(attribute.range()) + " | "
                + cell(description) + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s+", " ");
    }
}
