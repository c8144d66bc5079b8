package org.bailey.tls.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Authorities whose certificates are accepted from peers.
 *
 * @param complete whether every file could be read
 * @param problems one sentence for each file that could not be read; the other files count
 */
record TrustList(List<X509Certificate> authorities, boolean complete, List<String> problems) {
    TrustList {
        authorities = List.copyOf(authorities);
        problems = List.copyOf(problems);
    }

    /** @param place a PEM file or a folder of them */
    static TrustList read(Path place) {
        Set<X509Certificate> found = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files(place)) {
            try {
                found.addAll(Pem.certificates(file));
            } catch (UnusableFile e) {
                problems.add(e.sentence());
            }
        }
        boolean complete = problems.isEmpty();
        if (found.isEmpty()) {
            problems.add("the list of trusted authorities " + place
                    + " is empty: no peer is accepted where certificates are verified");
        }
        return new TrustList(List.copyOf(found), complete, problems);
    }

    static List<Path> files(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> entries = Files.list(place)) {
            return entries.filter(TrustList::named).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean named(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (name.endsWith(".pem") || name.endsWith(".crt") || name.endsWith(".cer"));
    }
}
