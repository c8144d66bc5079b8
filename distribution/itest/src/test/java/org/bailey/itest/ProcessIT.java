package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.bailey.itest.Bailey.Ended;
import org.bailey.versions.NextVersion;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code bin/bailey} as an administrator uses it: what it says, and how it ends. */
public class ProcessIT {
    private static final long PATIENCE_SECONDS = 120;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path data;
    private int port;

    @Before
    public void choosePort() throws IOException {
        data = folder.getRoot().toPath().resolve("data");
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
    }

    @After
    public void nothingRunsOn() throws Exception {
        bailey("stop");
        assertEquals(3, bailey("status").code());
        assertFalse(Files.exists(data.resolve("run/bailey.pid")));
    }

    private Ended bailey(String... args) throws IOException, InterruptedException {
        return new Bailey(data).run(args);
    }

    private Ended start(String... more) throws IOException, InterruptedException {
        List<String> args = new ArrayList<>(List.of("start", "--http", Integer.toString(port)));
        args.addAll(List.of(more));
        return bailey(args.toArray(String[]::new));
    }

    private Path file(String configurations) throws IOException {
        Path file = folder.newFile().toPath();
        return Files.writeString(file, "{\":configurator:resource-version\": 1" + configurations + "}");
    }

    @Test
    public void startsAnswersRefusesAppliesAndStopsInTime() throws Exception {
        Ended started = start();
        assertEquals(started.err(), 0, started.code());
        assertTrue(started.out(), started.out().contains("https://127.0.0.1:" + port + "/system/console"));
        assertTrue(started.out(), started.out().contains("password: "));
        assertTrue(bailey("status").out().contains("all running"));

        assertEquals("a second one on the same data", 75, start().code());
        Ended refused = bailey(
                "config",
                "apply",
                file(", \"org.bailey.system\": {\"hostName\": 5}").toString());
        assertEquals(65, refused.code());
        assertTrue(refused.err(), refused.err().contains("org.bailey.system: hostName = 5"));

        SiteAuthority vendor = modulesAreUpdated();

        Path good = file(", \"org.bailey.system\": {\"hostName\": \"gw1\", \"domain\": \"example.com\"}");
        assertEquals(1, bailey("config", "diff", good.toString()).code());
        assertEquals(0, bailey("config", "apply", good.toString()).code());
        assertEquals(0, bailey("config", "diff", good.toString()).code());
        assertTrue(bailey("config", "export").out().contains("\"hostName\": \"gw1\""));

        assertEquals(0, bailey("tls", "csr", "make", "--key", "p-256").code());
        assertTrue(bailey("tls", "csr", "show").out().contains("-----BEGIN CERTIFICATE REQUEST-----"));
        Ended kept = bailey("tls", "install", data.resolve("tls/ca.pem").toString());
        assertEquals(65, kept.code());
        assertTrue(kept.err(), kept.err().contains("is for the key of the pending request"));
        assertEquals(64, bailey("tls", "csr").code());

        String shown = started.out().replaceFirst("(?s).*password: (\\S+).*", "$1");
        String version = broughtByTheFelixConsole(
                shown, ", \"org.bailey.system\": {\"hostName\": \"gw1\", \"domain\": \"example.com\"}", vendor);

        long begun = System.nanoTime();
        assertEquals(0, bailey("stop").code());
        assertTrue("stopped within 10 s", System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(10));

        Ended again = start();
        assertEquals(again.err(), 0, again.code());
        assertFalse("the password is shown once", again.out().contains("password: "));
        awaitHistory(" to " + version + "  admin, the Felix console");
        assertTrue("settings last", bailey("config", "export").out().contains("\"hostName\": \"gw1\""));
        assertEquals("the request lasts", 0, bailey("tls", "csr", "discard").code());
    }

    private SiteAuthority modulesAreUpdated() throws Exception {
        SiteAuthority vendor = SiteAuthority.in(folder.newFolder().toPath());
        Path trust = file(watching(1, vendor));
        assertEquals(0, bailey("config", "apply", trust.toString()).code());
        Ended list = bailey("module", "list");
        assertEquals(list.err(), 0, list.code());
        assertTrue(list.out(), list.out().contains("dialplan  SERVING\n  org.bailey.dialplan.api "));

        NextVersion next = NextVersion.of(dialplan(), 1);
        Path unsigned = Files.write(folder.newFile().toPath(), next.unsigned());
        Ended refused = bailey("module", "plan", unsigned.toString());
        assertEquals(refused.out(), 65, refused.code());
        assertTrue(refused.err(), refused.err().contains(unsigned.getFileName() + ": it is not signed."));
        Path jar = Files.write(folder.newFile().toPath(), next.signed(vendor.key(), vendor.own()));
        Ended plan = bailey("module", "plan", jar.toString());
        assertEquals(plan.err(), 0, plan.code());
        assertTrue(plan.out(), plan.out().contains("is replaced by " + next.version() + " side by side"));
        assertEquals("", bailey("module", "history").out().strip());

        Ended done = bailey("module", "update", jar.toString());
        assertEquals(done.err(), 0, done.code());
        assertTrue(done.out(), done.out().contains(next.version() + " serves instead of "));
        assertTrue(done.out(), done.out().strip().endsWith("DONE"));
        Ended again = bailey("module", "update", jar.toString());
        assertEquals(again.out(), 65, again.code());
        assertTrue(again.err(), again.err().contains("is the version that runs already"));
        String history = bailey("module", "history").out();
        assertTrue(history, history.matches("(?s).*  REFUSED  .*  DONE  .*  the command line\\s*"));
        assertEquals(66, bailey("module", "update", "/nowhere.jar").code());
        assertEquals(64, bailey("module", "nosuch").code());
        return vendor;
    }

    private static String watching(int seconds, SiteAuthority vendor) throws Exception {
        String certificate = Base64.getEncoder().encodeToString(vendor.own().getEncoded());
        return ", \"org.bailey.module\": {\"watchSeconds\": " + seconds + ", \"signers\": [\"" + certificate + "\"]}";
    }

    /** {@return the version that the Felix console brought and that is being watched, for an hour if nobody stops that} */
    private String broughtByTheFelixConsole(String password, String settings, SiteAuthority vendor) throws Exception {
        assertEquals(
                0,
                bailey(
                                "config",
                                "apply",
                                file(settings + watching(3600, vendor)).toString())
                        .code());
        NextVersion next = NextVersion.of(dialplan(), 2);
        String admin = AdminUser.NAME + ":" + password;
        Https.install(port, admin, next.signed(vendor.key(), vendor.own()));
        String current = "";
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!current.contains("\"WATCHED\"")) {
            assertTrue(current, System.nanoTime() < deadline);
            current = Https.send(port, "GET", "/api/v1/modules", admin, "application/json", new byte[0])
                    .body();
        }
        Path brief = file(settings + watching(1, vendor));
        assertEquals(0, bailey("config", "apply", brief.toString()).code());
        return next.version();
    }

    private void awaitHistory(String entry) throws Exception {
        String history = "";
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!history.contains(entry)) {
            assertTrue(history, System.nanoTime() < deadline);
            history = bailey("module", "history").out();
        }
        assertTrue(history, history.lines().anyMatch(line -> line.contains("  DONE  ") && line.contains(entry)));
    }

    private static Path dialplan() throws IOException {
        Path repository = Path.of(System.getProperty("bailey.home"), "repository");
        return NextVersion.live(repository).get("org.bailey.dialplan.provider");
    }

    @Test
    public void theFirstCallsOfTheLabComeUp() throws Exception {
        Path brief = file(", \"org.bailey.lab\": {\"callSeconds\": 4, \"pauseSeconds\": 0}");
        Ended started = start("--lab", "--config", brief.toString());
        assertEquals(started.err(), 0, started.code());
        Path log = data.resolve("log/bailey.log");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.readString(log).contains("call 2: ended by BYE")) {
            assertFalse("a call failed", Files.readString(log).matches("(?s).*call [12]: failed:.*"));
            assertTrue("no second call", System.nanoTime() < deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        assertTrue(Files.readString(log).contains("call 1: ended by BYE"));
        assertEquals(0, bailey("status").code());
    }

    @Test
    public void aForeignProcessUnderAStaleNumberIsLeftAloneAndDoesNotKeepAnybodyFromStarting() throws Exception {
        Files.createDirectories(data.resolve("run"));
        Process foreign = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(data.resolve("run/bailey.pid"), foreign.pid() + "\n");
            Ended stopped = bailey("stop");
            assertEquals(stopped.out(), 3, stopped.code());
            assertTrue(foreign.isAlive());
            Ended started = start();
            assertEquals(started.err(), 0, started.code());
            assertTrue(foreign.isAlive());
        } finally {
            foreign.destroy();
        }
    }

    @Test
    public void whatIsStoredAndCannotBeIsNamedByStatusAndCorrectedWithoutARestart() throws Exception {
        assertEquals(
                0,
                start(
                                "--config",
                                file(", \"org.bailey.media\": {\"firstPort\": 29000}")
                                        .toString())
                        .code());
        assertEquals(0, bailey("stop").code());
        spoil("firstPort=I\"29000\"", "firstPort=I\"80\"");
        Ended started = start();
        assertEquals(started.err(), 0, started.code());
        Ended status = bailey("status");
        assertEquals(status.out(), 1, status.code());
        assertTrue(status.out(), status.out().contains("org.bailey.media firstPort 80 is not from 1024 to 65534"));
        Path good = file(", \"org.bailey.media\": {\"firstPort\": 28000}");
        assertEquals(0, bailey("config", "apply", good.toString()).code());
        assertEquals(0, bailey("status").code());
    }

    /** Changes what Configuration Admin has on disk, as a value typed into the console would be. */
    private void spoil(String from, String to) throws IOException {
        int spoilt = 0;
        try (Stream<Path> files = Files.walk(data.resolve("config"))) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(each);
                if (text.contains(from)) {
                    Files.writeString(each, text.replace(from, to));
                    spoilt++;
                }
            }
        }
        assertEquals("files with " + from, 1, spoilt);
    }

    @Test
    public void aRefusedFileEndsTheStartAndNamesWhatIsWrong() throws Exception {
        Ended refused = start("--config", file(", \"org.bailey.nosuch\": {}").toString());
        assertEquals(65, refused.code());
        assertTrue(refused.err(), refused.err().contains("org.bailey.nosuch: no installed bundle"));
    }

    @Test
    public void aTakenPortEndsTheStartAndIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Ended refused = start();
            assertEquals(69, refused.code());
            assertTrue(refused.err(), refused.err().contains("127.0.0.1:" + taken.getLocalPort()));
        }
    }

    @Test
    public void aWrongCommandLineIsExplained() throws Exception {
        Ended refused = bailey("run", "--nosuch");
        assertEquals(64, refused.code());
        assertTrue(refused.err(), refused.err().contains("usage: run"));
        assertEquals(64, bailey("nosuch").code());
        assertEquals(66, bailey("run", "--config", "/nowhere.json").code());
    }
}
