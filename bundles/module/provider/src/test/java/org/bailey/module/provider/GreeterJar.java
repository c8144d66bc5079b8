package org.bailey.module.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;

/** A bundle with nothing but the {@link Greeter}. */
final class GreeterJar {
    static final String NAME = "org.bailey.greeter.provider";

    private GreeterJar() {}

    static byte[] of(String version, boolean broken) throws IOException {
        return of(version, broken, false);
    }

    static byte[] of(String version, boolean broken, boolean keeper) throws IOException {
        return of(NAME, version, broken, keeper);
    }

    static byte[] of(String name, String version, boolean broken, boolean keeper) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        main.putValue(Constants.BUNDLE_VERSION, version);
        main.putValue(Constants.BUNDLE_ACTIVATOR, Greeter.class.getName());
        main.putValue(Constants.IMPORT_PACKAGE, "org.osgi.framework");
        if (broken) {
            main.putValue("Broken", "true");
        }
        if (keeper) {
            main.putValue("Bailey-Keeper", "true");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String file = Greeter.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(bytes, manifest);
                InputStream in = Greeter.class.getResourceAsStream("/" + file)) {
            out.putNextEntry(new JarEntry(file));
            Objects.requireNonNull(in).transferTo(out);
        }
        return bytes.toByteArray();
    }
}
