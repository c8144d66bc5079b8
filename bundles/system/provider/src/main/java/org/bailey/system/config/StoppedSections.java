package org.bailey.system.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bailey.system.ConfigurationCheck;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checks of sections that do not run yet: a file of a start is checked before any section begins with it. */
final class StoppedSections {
    private static final Logger LOG = LoggerFactory.getLogger(StoppedSections.class);
    private static final String PROVIDES = "interface=\"" + ConfigurationCheck.class.getName() + "\"";
    private static final Pattern CLASS = Pattern.compile("<implementation class=\"([^\"]+)\"");

    private StoppedSections() {}

    /** {@return a check of each component that would be one as soon as its bundle runs} */
    static List<ConfigurationCheck> checks(Bundle... bundles) {
        List<ConfigurationCheck> checks = new ArrayList<>();
        for (Bundle bundle : bundles) {
            Enumeration<URL> files =
                    bundle.getState() == Bundle.ACTIVE ? null : bundle.findEntries("OSGI-INF", "*.xml", false);
            while (files != null && files.hasMoreElements()) {
                add(bundle, files.nextElement(), checks);
            }
        }
        return checks;
    }

    private static void add(Bundle bundle, URL file, List<ConfigurationCheck> checks) {
        try (InputStream in = file.openStream()) {
            String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Matcher type = CLASS.matcher(xml);
            if (xml.contains(PROVIDES) && type.find()) {
                checks.add((ConfigurationCheck)
                        bundle.loadClass(type.group(1)).getDeclaredConstructor().newInstance());
            }
        } catch (IOException | ReflectiveOperationException | LinkageError e) {
            LOG.warn("{} cannot check settings before it runs: {}", bundle.getSymbolicName(), e.toString());
        }
    }
}
