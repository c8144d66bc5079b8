package org.bailey.itest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import jdk.security.jarsigner.JarSigner;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/** The next version of a bundle, as its next build would be: the same, or with a component that breaks. */
final class NextVersion {
    private final Manifest manifest;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private NextVersion(Manifest manifest) {
        this.manifest = manifest;
    }

    /** @param micros how many micro versions ahead */
    static NextVersion of(Bundle bundle, int micros) throws IOException {
        String location = bundle.getLocation();
        int beside = location.indexOf('#');
        String file = location.substring(location.indexOf("file:"), beside < 0 ? location.length() : beside);
        try (InputStream in = URI.create(file).toURL().openStream();
                JarInputStream jar = new JarInputStream(in)) {
            NextVersion next = new NextVersion(jar.getManifest());
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                if (!entry.isDirectory()) {
                    next.files.put(entry.getName(), jar.readAllBytes());
                }
            }
            Version now = bundle.getVersion();
            next.manifest
                    .getMainAttributes()
                    .putValue(
                            "Bundle-Version", now.getMajor() + "." + now.getMinor() + "." + (now.getMicro() + micros));
            return next;
        }
    }

    String name() {
        return manifest.getMainAttributes().getValue("Bundle-SymbolicName");
    }

    String version() {
        return manifest.getMainAttributes().getValue("Bundle-Version");
    }

    /**
     * Puts another class behind one of its components.
     *
     * @param component full name of the component
     * @param service what it serves
     * @param source of class {@code Broken} in the same package
     */
    NextVersion broken(Path home, String component, String service, String source) throws IOException {
        String folder = component.substring(0, component.lastIndexOf('.')).replace('.', '/');
        files.put(folder + "/Broken.class", compiled(home, folder, source));
        files.put("OSGI-INF/" + component + ".xml", """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s">
                  <service><provide interface="%s"/></service>
                  <implementation class="%s.Broken"/>
                </scr:component>
                """.formatted(
                        component, service, component.substring(0, component.lastIndexOf('.')))
                .getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private static byte[] compiled(Path home, String folder, String source) throws IOException {
        Path work = Files.createTempDirectory("broken");
        Path file = Files.writeString(
                Files.createDirectories(work.resolve(folder)).resolve("Broken.java"),
                "package " + folder.replace('/', '.') + ";\n" + source);
        String path;
        try (Stream<Path> jars = Files.list(home.resolve("repository"))) {
            path = jars.map(Path::toString).collect(Collectors.joining(":"));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = compiler.run(null, said, said, "--release", "17", "-proc:none", "-cp", path, file.toString());
        if (code != 0) {
            throw new AssertionError(said.toString(StandardCharsets.UTF_8));
        }
        return Files.readAllBytes(file.resolveSibling("Broken.class"));
    }

    byte[] unsigned() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.getEntries().clear();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                out.putNextEntry(new JarEntry(each.getKey()));
                out.write(each.getValue());
            }
        }
        return bytes.toByteArray();
    }

    byte[] signed(KeyStore by) throws Exception {
        Path plain = Files.write(Files.createTempFile("plain", ".jar"), unsigned());
        var chain = CertificateFactory.getInstance("X.509")
                .generateCertPath(List.of(by.getCertificateChain("identity")[0]));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile file = new JarFile(plain.toFile(), false)) {
            new JarSigner.Builder((PrivateKey) by.getKey("identity", new char[0]), chain)
                    .build()
                    .sign(file, bytes);
        }
        Files.delete(plain);
        return bytes.toByteArray();
    }
}
