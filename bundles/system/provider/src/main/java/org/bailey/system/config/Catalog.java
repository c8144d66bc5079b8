package org.bailey.system.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every setting of every installed bundle, started or not. */
public final class Catalog {
    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);
    private static final String FOLDER = "OSGI-INF/metatype";

    private final SortedMap<String, ObjectClass> classes = new TreeMap<>();

    public Catalog(Collection<ObjectClass> classes) {
        classes.forEach(one -> this.classes.put(one.pid(), one));
    }

    public static Catalog of(Bundle... bundles) {
        Catalog catalog = new Catalog(Collections.emptyList());
        for (Bundle bundle : bundles) {
            Enumeration<URL> files = bundle.findEntries(FOLDER, "*.xml", false);
            while (files != null && files.hasMoreElements()) {
                catalog.add(bundle, files.nextElement());
            }
        }
        return catalog;
    }

    private void add(Bundle bundle, URL file) {
        try (InputStream xml = file.openStream()) {
            add(xml);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("Settings of bundle {} are not known: {} cannot be read", bundle, file.getPath(), e);
        }
    }

    private void add(InputStream xml) throws IOException {
        MetatypeFile.read(xml).forEach(one -> classes.put(one.pid(), one));
    }

    /** Adds what a jar says that may be installed later; what is known already stays. */
    void addMissing(Path jar) {
        Catalog more = new Catalog(Collections.emptyList());
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
                if (entry.getName().matches(FOLDER + "/[^/]+\\.xml")) {
                    try (InputStream xml = file.getInputStream(entry)) {
                        more.add(xml);
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("Settings of {} are not known: {}", jar, e.toString());
        }
        more.classes.forEach(classes::putIfAbsent);
    }

    /** @param pid with or without {@code ~name} */
    public @Nullable ObjectClass find(String pid) {
        int tilde = pid.indexOf('~');
        return classes.get(tilde < 0 ? pid : pid.substring(0, tilde));
    }

    public Collection<ObjectClass> all() {
        return Collections.unmodifiableCollection(classes.values());
    }
}
