package org.bailey.backup.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bailey.optionkey.wire.MalformedKey;
import org.bailey.optionkey.wire.SerialFile;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/**
 * This appliance, as far as a backup asks.
 *
 * @param version major.minor.micro
 * @param modules versions of our bundles by name
 */
record Self(String serial, String version, Map<String, String> modules) {
    static Self of(BundleContext context) throws IOException {
        Map<String, String> modules = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            if (String.valueOf(bundle.getSymbolicName()).startsWith("org.bailey.")) {
                modules.put(bundle.getSymbolicName(), bundle.getVersion().toString());
            }
        }
        String data = context.getProperty("bailey.data");
        try {
            return new Self(
                    SerialFile.in(Path.of(data == null ? "data" : data)).toString(),
                    plain(context.getBundle().getVersion()),
                    Map.copyOf(modules));
        } catch (MalformedKey e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String plain(Version version) {
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }
}
