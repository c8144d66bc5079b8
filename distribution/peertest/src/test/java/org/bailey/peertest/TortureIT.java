package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Torture messages from collections that are not part of the project, over UDP and TCP: an answer in good form or none, and
 * the next OPTIONS is answered as if nothing had been.
 */
@ResourceLock(Stage.SIGNALS)
class TortureIT {
    private static final Path SAMPLES = Stage.project("../shared/samples");
    private static final Duration PATIENCE = Await.PATIENCE;
    private static final Duration QUIET = Duration.ofMillis(120);
    private static final List<String> COLLECTIONS = List.of(
            "sip-torture-rfc4475",
            "sip-torture-rfc5118",
            "sip-torture-nist",
            "sip-torture-kamailio",
            "sip-torture-fuzz");

    @RegisterExtension
    static final House house = new House();

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        if (Files.isDirectory(SAMPLES)) {
            gateway = Gateway.plan(house).start();
        }
    }

    @AfterAll
    static void nothingIsLeft() {
        if (Files.isDirectory(SAMPLES)) {
            gateway.assertNothingLeft();
        }
    }

    @TestFactory
    Stream<DynamicTest> isAnsweredInGoodFormOrDropped() throws IOException {
        if (!Files.isDirectory(SAMPLES)) {
            // one test that is seen to be skipped; without it there would be none, and that looks green
            return Stream.of(DynamicTest.dynamicTest(
                    "no samples", () -> abort(SAMPLES + " is not there: no torture messages to send")));
        }
        return COLLECTIONS.stream()
                .flatMap(TortureIT::files)
                .map(file -> DynamicTest.dynamicTest(
                        file.getParent().getFileName() + "/" + file.getFileName(), () -> send(file)));
    }

    private static Stream<Path> files(String collection) {
        try (Stream<Path> files = Files.list(SAMPLES.resolve(collection))) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            assertTrue(!all.isEmpty(), () -> "no message in " + collection);
            return all.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(Path file) throws IOException {
        byte[] message = Files.readAllBytes(file);
        check(RawSip.udp(gateway.standard(), message, QUIET));
        Await.until(PATIENCE, "an answer to OPTIONS over UDP", () -> alive("UDP"));
        check(RawSip.tcp(gateway.standard(), message, QUIET));
        Await.until(PATIENCE, "an answer to OPTIONS over TCP", () -> alive("TCP"));
    }

    private static boolean alive(String transport) {
        byte[] options = RawSip.options(transport, gateway.standard());
        String answer = transport.equals("UDP")
                ? RawSip.udp(gateway.standard(), options, QUIET)
                : RawSip.tcp(gateway.standard(), options, QUIET);
        return answer.startsWith("SIP/2.0 200 ");
    }

    private static void check(String received) {
        // an empty line is the answer to an empty line (RFC 5626 section 4.4.1)
        String answer = received.stripLeading();
        assertTrue(
                answer.isEmpty() || answer.matches("(?s)SIP/2\\.0 [1-6]\\d\\d [^\\r\\n]*\\r\\n.*\\r\\n\\r\\n.*"),
                () -> "not a SIP answer: " + answer);
        assertTrue(!answer.contains("Exception"), () -> "an answer tells of our inside: " + answer);
    }
}
