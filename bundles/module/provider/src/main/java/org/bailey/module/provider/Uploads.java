package org.bailey.module.provider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Files that wait to be applied, a folder of the data directory: the last few, named by what is in them. */
final class Uploads {
    /** Largest file taken, in bytes. */
    static final long LARGEST = 200L << 20;

    private static final int KEPT = 8;
    private static final String NAME = "name";
    /** Octets of the hash that names a file. */
    private static final int NAMED = 8;

    /** One bundle of a file. */
    record Part(BundleFacts facts, Path jar) {}

    /** A kept file. */
    record Upload(String id, String name, Path file, List<Part> parts) {}

    private final Path folder;

    Uploads(Path folder) {
        this.folder = folder;
    }

    /** @throws IOException with a sentence, when it is no bundle and no feature archive, or too large */
    synchronized Upload take(String name, InputStream in) throws IOException {
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "new", ".part");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DigestInputStream read = new DigestInputStream(in, digest);
                    var out = Files.newOutputStream(fresh)) {
                byte[] buffer = new byte[1 << 16];
                long size = 0;
                for (int count = read.read(buffer); count >= 0; count = read.read(buffer)) {
                    size += count;
                    if (size > LARGEST) {
                        throw new IOException(name + " is larger than " + (LARGEST >> 20) + " MiB");
                    }
                    out.write(buffer, 0, count);
                }
            }
            String id = HexFormat.of().formatHex(digest.digest(), 0, NAMED);
            Path home = folder.resolve(id);
            Files.createDirectories(home);
            Path file = home.resolve("file.jar");
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(home.resolve(NAME), name);
            Upload upload = read(home);
            forgetOldest();
            return upload;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** @param id of a file, or of a plan for it, which begins with that */
    synchronized Optional<Upload> find(String id) throws IOException {
        Path home = folder.resolve(id.substring(0, Math.min(2 * NAMED, id.length())))
                .normalize();
        return folder.equals(home.getParent()) && Files.exists(home.resolve(NAME))
                ? Optional.of(read(home))
                : Optional.empty();
    }

    private static Upload read(Path home) throws IOException {
        String name = Files.readString(home.resolve(NAME));
        Path file = home.resolve("file.jar");
        List<Part> parts = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            boolean archive = zip.stream().anyMatch(each -> each.getName().matches("features/[a-z0-9]+\\.json"));
            if (archive) {
                List<? extends ZipEntry> jars = zip.stream()
                        .filter(each -> each.getName().endsWith(".jar"))
                        .toList();
                for (ZipEntry each : jars) {
                    Path jar = home.resolve("part" + parts.size() + ".jar");
                    try (InputStream in = zip.getInputStream(each)) {
                        Path fresh = home.resolve("part.new");
                        Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
                        // the same file may be being applied right now: what is in it is the same
                        Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    }
                    parts.add(part(each.getName(), jar));
                }
            } else {
                parts.add(part(name, file));
            }
        } catch (java.util.zip.ZipException e) {
            throw new IOException(name + " is neither a bundle nor a feature archive: " + e.getMessage(), e);
        }
        if (parts.isEmpty()) {
            throw new IOException(name + " has no bundle in it");
        }
        return new Upload(home.getFileName().toString(), name, file, List.copyOf(parts));
    }

    private static Part part(String name, Path jar) throws IOException {
        try (JarFile open = new JarFile(jar.toFile(), false)) {
            if (open.getManifest() == null) {
                throw new IOException(name + " has no manifest: it is no bundle");
            }
            return new Part(BundleFacts.of(open.getManifest().getMainAttributes()::getValue), jar);
        } catch (IllegalArgumentException e) {
            throw new IOException(name + " is no bundle: " + e.getMessage(), e);
        }
    }

    private void forgetOldest() throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isDirectory).forEach(all::add);
        }
        all.sort(Comparator.comparing(each -> each.resolve(NAME).toFile().lastModified()));
        for (Path each : all.subList(0, Math.max(0, all.size() - KEPT))) {
            try (Stream<Path> files = Files.list(each)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.delete(file);
                }
            }
            Files.delete(each);
        }
    }
}
