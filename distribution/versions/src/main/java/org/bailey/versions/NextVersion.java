package org.bailey.versions;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertPath;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.security.jarsigner.JarSigner;
import org.jspecify.annotations.Nullable;

/** A bundle as its next build would be: same code, a later micro version, and broken if asked for. Not safe for two threads. */
public final class NextVersion {
    private static final Pattern COMPONENT = Pattern.compile("<implementation class=\"([^\"]+)\"");

    private final Manifest manifest;
    private final Map<String, byte[]> files = new TreeMap<>();

    private NextVersion(Manifest manifest) {
        this.manifest = manifest;
    }

    /** @param micros how many micro versions ahead of the jar */
    public static NextVersion of(Path jar, int micros) throws IOException {
        try (InputStream in = Files.newInputStream(jar)) {
            return of(in, micros);
        }
    }

    /** The same from the bytes of a jar. */
    public static NextVersion of(InputStream bytes, int micros) throws IOException {
        try (JarInputStream jar = new JarInputStream(bytes)) {
            NextVersion next = new NextVersion(jar.getManifest());
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                if (!entry.isDirectory() && !entry.getName().matches("META-INF/[^/]+\\.(SF|RSA|EC|DSA)")) {
                    next.files.put(entry.getName(), jar.readAllBytes());
                }
            }
            next.manifest.getEntries().clear();
            String[] now = next.version().split("\\.");
            return next.version(now[0] + "." + now[1] + "." + (Integer.parseInt(now[2]) + micros));
        }
    }

    /**
     * {@return the bundles of an appliance that are replaced under calls, by symbolic name} Those that own nothing that
     * cannot be made again and export nothing, but for the one that does the replacing.
     *
     * @param repository folder of its jars
     */
    public static Map<String, Path> live(Path repository) throws IOException {
        Map<String, Path> live = new TreeMap<>();
        try (Stream<Path> jars = Files.list(repository)) {
            for (Path jar : (Iterable<Path>) jars.filter(each -> each.toString().endsWith(".jar"))::iterator) {
                try (JarFile open = new JarFile(jar.toFile(), false)) {
                    var main = open.getManifest().getMainAttributes();
                    String name = String.valueOf(main.getValue("Bundle-SymbolicName"));
                    boolean replaceable = main.getValue("Export-Package") == null
                            && main.getValue("Fragment-Host") == null
                            && main.getValue("Bailey-Keeper") == null;
                    if (name.startsWith("org.bailey.") && replaceable && !name.equals("org.bailey.module.provider")) {
                        live.put(name, jar);
                    }
                }
            }
        }
        return live;
    }

    /** {@return its symbolic name} */
    public String name() {
        return header("Bundle-SymbolicName");
    }

    public String version() {
        return header("Bundle-Version");
    }

    /** Gives it another version. */
    public NextVersion version(String version) {
        return header("Bundle-Version", version);
    }

    private String header(String name) {
        return String.valueOf(manifest.getMainAttributes().getValue(name));
    }

    /** Changes what it says of itself; null takes a header away. */
    public NextVersion header(String name, @Nullable String value) {
        if (value == null) {
            manifest.getMainAttributes().remove(new java.util.jar.Attributes.Name(name));
        } else {
            manifest.getMainAttributes().putValue(name, value);
        }
        return this;
    }

    /** Gives it one setting more, a text that may be missing; {@code type} is the class of its Metatype description. */
    public NextVersion setting(String type, String setting) {
        String file = "OSGI-INF/metatype/" + type + ".xml";
        byte[] before = files.get(file);
        if (before == null) {
            throw new IllegalArgumentException(name() + " has no " + file);
        }
        files.put(
                file,
                new String(before, StandardCharsets.UTF_8)
                        .replaceFirst(
                                "<AD ", "<AD id=\"" + setting + "\" type=\"String\" required=\"false\"/>\n    <AD ")
                        .getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Breaks it. */
    public NextVersion failing(Failure how) {
        how.places(name(), components()).forEach((type, methods) -> {
            String file = type.replace('.', '/') + ".class";
            byte[] sound = files.get(file);
            if (sound == null) {
                throw new IllegalArgumentException(name() + " has no " + type);
            }
            files.put(file, Strike.into(sound, methods, how.code));
        });
        String code = how.code.getName().replace('.', '/') + ".class";
        try (InputStream bytes = NextVersion.class.getResourceAsStream("/" + code)) {
            files.put(code, java.util.Objects.requireNonNull(bytes).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private Set<String> components() {
        Set<String> found = new TreeSet<>();
        files.forEach((name, bytes) -> {
            Matcher component = COMPONENT.matcher(new String(bytes, StandardCharsets.UTF_8));
            if (name.startsWith("OSGI-INF/") && name.endsWith(".xml") && component.find()) {
                found.add(component.group(1));
            }
        });
        return found;
    }

    /** {@return the jar, signed by nobody} */
    public byte[] unsigned() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                out.putNextEntry(new JarEntry(each.getKey()));
                out.write(each.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** {@return the jar, signed} */
    public byte[] signed(PrivateKey key, X509Certificate certificate) throws IOException {
        return signed(unsigned(), key, certificate);
    }

    /** {@return a jar or zip with everything in it signed} */
    public static byte[] signed(byte[] jar, PrivateKey key, X509Certificate certificate) throws IOException {
        Path plain = Files.write(Files.createTempFile("plain", ".jar"), jar);
        try (JarFile file = new JarFile(plain.toFile(), false)) {
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new JarSigner.Builder(key, path).build().sign(file, bytes);
            return bytes.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot sign with that certificate: " + e.getMessage(), e);
        } finally {
            Files.delete(plain);
        }
    }
}
