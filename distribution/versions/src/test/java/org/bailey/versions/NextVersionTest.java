package org.bailey.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.bailey.versions.failure.TenthPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NextVersionTest {
    private static final String POSTMAN = Postman.class.getName();

    @TempDir
    Path folder;

    /** A class loader that makes classes of the files of a jar, and none of them by its parent. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> files;

        Loader(Map<String, byte[]> files) {
            super(NextVersionTest.class.getClassLoader());
            this.files = files;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] bytes = files.get(name.replace('.', '/') + ".class");
            Class<?> known = findLoadedClass(name);
            return known != null
                    ? known
                    : bytes == null ? super.loadClass(name, resolve) : defineClass(name, bytes, 0, bytes.length);
        }
    }

    private static byte[] jar(String name, String... headers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", "2.3.4.qualified");
        for (int i = 0; i < headers.length; i += 2) {
            main.putValue(headers[i], headers[i + 1]);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            out.putNextEntry(new JarEntry("OSGI-INF/" + POSTMAN + ".xml"));
            out.write(("<scr:component><implementation class=\"" + POSTMAN + "\"/></scr:component>")
                    .getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry(file(POSTMAN)));
            out.write(code(POSTMAN));
        }
        return bytes.toByteArray();
    }

    private static String file(String type) {
        return type.replace('.', '/') + ".class";
    }

    private static byte[] code(String type) throws IOException {
        try (InputStream in = NextVersionTest.class.getResourceAsStream("/" + file(type))) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static Loader loader(NextVersion version) throws IOException {
        Map<String, byte[]> files = new java.util.HashMap<>();
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(version.unsigned()))) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return new Loader(files);
    }

    @Test
    void itIsSoManyMicroVersionsAheadAndTheSameCode() throws Exception {
        NextVersion next = NextVersion.of(new ByteArrayInputStream(jar("some.module")), 2);
        assertEquals("some.module", next.name());
        assertEquals("2.3.6", next.version());
        Class<?> type = loader(next).loadClass(POSTMAN);
        assertNotEquals(Postman.class, type);
        Object postman = type.getConstructor().newInstance();
        assertEquals(1, type.getMethod("onPacket").invoke(postman));
    }

    @Test
    void oneThatCannotBeActivatedThrowsInItsConstructor() throws Exception {
        NextVersion broken =
                NextVersion.of(new ByteArrayInputStream(jar("some.module")), 1).failing(Failure.ACTIVATION);
        Class<?> type = loader(broken).loadClass(POSTMAN);
        InvocationTargetException thrown = assertThrows(
                InvocationTargetException.class, () -> type.getConstructor().newInstance());
        assertEquals("no way to begin", thrown.getCause().getMessage());
    }

    @Test
    void theTenthPacketStrikesAndNineAreCarried() throws Exception {
        byte[] struck = Strike.into(code(POSTMAN), Set.of("onPacket"), TenthPacket.class);
        String tenth = TenthPacket.class.getName();
        Class<?> type = new Loader(Map.of(file(POSTMAN), struck, file(tenth), code(tenth))).loadClass(POSTMAN);
        Object postman = type.getConstructor().newInstance();
        for (int packet = 1; packet <= 9; packet++) {
            assertEquals(packet, type.getMethod("onPacket").invoke(postman));
        }
        InvocationTargetException thrown = assertThrows(
                InvocationTargetException.class,
                () -> type.getMethod("onPacket").invoke(postman));
        assertEquals("tenth packet", thrown.getCause().getMessage());
    }

    @Test
    void aMethodThatIsGoneIsNoticed() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Strike.into(code(POSTMAN), Set.of("onLetter"), TenthPacket.class));
    }

    @Test
    void aFailureThatMeansNothingForAModuleIsRefused() throws Exception {
        NextVersion next = NextVersion.of(new ByteArrayInputStream(jar("some.module")), 1);
        assertTrue(Failure.ACTIVATION.meansSomethingFor("some.module"));
        assertThrows(IllegalArgumentException.class, () -> next.failing(Failure.ADOPTION));
    }

    @Test
    void liveAreThoseThatOwnNothingAndExportNothing() throws Exception {
        Files.write(folder.resolve("a.jar"), jar("org.bailey.live.provider"));
        Files.write(folder.resolve("b.jar"), jar("org.bailey.kept.provider", "Bailey-Keeper", "true"));
        Files.write(folder.resolve("c.jar"), jar("org.bailey.live.api", "Export-Package", "org.bailey.live"));
        Files.write(folder.resolve("d.jar"), jar("org.bailey.part", "Fragment-Host", "org.bailey.live.api"));
        Files.write(folder.resolve("e.jar"), jar("some.library"));
        Files.write(folder.resolve("f.jar"), jar("org.bailey.module.provider"));
        assertEquals(Map.of("org.bailey.live.provider", folder.resolve("a.jar")), NextVersion.live(folder));
    }
}
