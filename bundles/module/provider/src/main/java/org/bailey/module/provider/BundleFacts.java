package org.bailey.module.provider;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * What a bundle says of itself in its manifest.
 *
 * @param exports packages with their versions; some have the same package in two
 * @param imports packages it cannot do without
 * @param provides names of services it registers, as far as it says
 * @param keeper whether it keeps what cannot be made again
 * @param single whether there may be only one of it: a fragment, or a singleton
 */
record BundleFacts(
        String name,
        Version version,
        Map<String, Set<Version>> exports,
        Map<String, VersionRange> imports,
        Set<String> provides,
        boolean keeper,
        boolean single) {
    static final String KEEPER = "Bailey-Keeper";

    /** @throws IllegalArgumentException when it is no bundle, saying why */
    static BundleFacts of(Function<String, @Nullable String> header) {
        List<Headers.Clause> names = Headers.parse(header.apply(Constants.BUNDLE_SYMBOLICNAME));
        if (names.isEmpty()) {
            throw new IllegalArgumentException("it has no Bundle-SymbolicName in its manifest");
        }
        String version = header.apply(Constants.BUNDLE_VERSION);
        Map<String, Set<Version>> exports = new HashMap<>();
        for (Headers.Clause clause : Headers.parse(header.apply(Constants.EXPORT_PACKAGE))) {
            Version offered = Version.parseVersion(clause.get("version", "0"));
            clause.paths()
                    .forEach(each -> exports.computeIfAbsent(each, path -> new TreeSet<>())
                            .add(offered));
        }
        Map<String, VersionRange> imports = new HashMap<>();
        for (Headers.Clause clause : Headers.parse(header.apply(Constants.IMPORT_PACKAGE))) {
            if (!clause.get("resolution:", "").equals("optional")) {
                clause.paths().forEach(each -> imports.put(each, new VersionRange(clause.get("version", "0"))));
            }
        }
        return new BundleFacts(
                names.get(0).paths().get(0),
                Version.parseVersion(version == null ? "0" : version.strip()),
                Map.copyOf(exports),
                Map.copyOf(imports),
                services(header.apply(Constants.PROVIDE_CAPABILITY)),
                "true".equals(header.apply(KEEPER)),
                header.apply(Constants.FRAGMENT_HOST) != null
                        || names.get(0).get("singleton:", "").equals("true"));
    }

    private static Set<String> services(@Nullable String capabilities) {
        List<String> found = new ArrayList<>();
        for (Headers.Clause clause : Headers.parse(capabilities)) {
            if (clause.paths().contains("osgi.service")) {
                found.addAll(Arrays.asList(clause.get("objectClass", "").split(",")));
            }
        }
        return Set.copyOf(new TreeSet<>(found));
    }

    /** {@return the word of its section; {@code runtime} for what is not ours} */
    String section() {
        return section(name);
    }

    static String section(String name) {
        String[] part = name.split("\\.");
        return name.startsWith("org.bailey.") && part.length > 3 ? part[2] : "runtime";
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
