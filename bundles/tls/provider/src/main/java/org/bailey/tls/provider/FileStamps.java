package org.bailey.tls.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** How a set of files looks from outside: equal stamps, equal content. */
record FileStamps(List<String> stamps) {
    static FileStamps of(TlsSettings settings) {
        List<Path> files = new ArrayList<>(List.of(settings.certificate(), settings.key(), settings.trusted()));
        files.addAll(TrustList.files(settings.trusted()));
        return new FileStamps(files.stream().map(FileStamps::stamp).toList());
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            return file + " " + is.lastModifiedTime().toInstant() + " " + is.size() + " " + is.fileKey();
        } catch (IOException e) {
            return file + " absent";
        }
    }
}
