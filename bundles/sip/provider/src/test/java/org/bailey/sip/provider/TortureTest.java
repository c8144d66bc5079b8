package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The torture messages of RFC 4475 and RFC 5118, and the same faults in messages of our own. */
class TortureTest {
    private final Bench bench = new Bench(Transport.UDP);

    @AfterEach
    void close() {
        bench.close();
    }

    private CapturedPath receive(byte[] message) {
        return receive(bench, message);
    }

    private static CapturedPath receive(Bench bench, byte[] message) {
        CapturedPath path = new CapturedPath(Transport.TCP);
        bench.stack.incoming.received(path, message);
        return path;
    }

    private String fate(byte[] message) {
        return fate(bench, message);
    }

    /** The fate of a message that may differ from others in nothing that makes a transaction. */
    private static String alone(byte[] message) {
        try (Bench own = new Bench(Transport.UDP)) {
            return fate(own, message);
        }
    }

    /** What becomes of each: the status of our answer, "told", or "dropped". */
    private static String fate(Bench bench, byte[] message) {
        CapturedPath path = receive(bench, message);
        assertEquals(0, bench.stack.counts.failures.sum());
        boolean told = bench.user.events.poll() != null;
        String first =
                path.statusLines().isEmpty() ? "" : path.statusLines().get(0).substring(8, 11);
        return told ? "told" : first.isEmpty() ? "dropped" : first;
    }

    @Test
    void theMessagesOfRfc4475MeetTheFateItAsksFor() {
        Map<String, byte[]> samples = Samples.of("sip-torture-rfc4475");
        assumeFalse(samples.isEmpty(), "no samples beside the project");
        Map<String, String> expected = new TreeMap<>();
        samples.keySet().forEach(name -> expected.put(name, "told"));
        for (String refused :
                ("badinv01 clerr ltgtruri lwsruri mcl01 mismatch01 multi01 quotbal scalar02 trws").split(" ")) {
            expected.put(refused + ".dat", "400");
        }
        expected.put("badvers.dat", "505");
        expected.put("bigcode.dat", "dropped");
        expected.put("unreason.dat", "dropped");
        Map<String, String> fates = new TreeMap<>();
        samples.forEach((name, bytes) -> fates.put(name, alone(bytes)));
        assertEquals(expected, fates);
    }

    @Test
    void theMessagesOfRfc5118MeetTheFateItAsksFor() {
        Map<String, byte[]> samples = Samples.of("sip-torture-rfc5118");
        assumeFalse(samples.isEmpty(), "no samples beside the project");
        Map<String, String> fates = new TreeMap<>();
        samples.forEach((name, bytes) -> fates.put(name, alone(bytes)));
        assertEquals("400", fates.remove("ipv6-bad.dat"));
        fates.forEach((name, fate) -> assertEquals(
                samples.get(name)[0] == 'S' ? "dropped" : "told", fate, name + ": a response belongs to nobody here"));
    }

    @Test
    void noSampleOfOthersBreaksAnything() {
        assumeFalse(Samples.of("sip-torture").isEmpty(), "no samples beside the project");
        Samples.of("sip-torture")
                .forEach((name, bytes) -> assertTrue(fate(bytes).length() > 0, name));
        Samples.of("sip-ms").forEach((name, bytes) -> assertTrue(fate(bytes).length() > 0, name));
    }

    private static String sound() {
        return "OPTIONS sip:bob@example.org SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.9:5070;branch=z9hG4bKx1\r\n"
                + "Max-Forwards: 70\r\nFrom: \"A, \\\"B\\\"\" <sip:a@example.com>;tag=1\r\nTo: <sip:bob@example.org>\r\n"
                + "Call-ID: 1@x\r\nCSeq: 9 OPTIONS\r\nContent-Length: 0\r\n\r\n";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            From: "A, \\"B\\"" <sip:a@example.com>;tag=1 | X: y                       | 400 Missing From header
            To: <sip:bob@example.org>                    | To: <sip:bob@example.org   | 400 To header has an open quote or bracket
            To: <sip:bob@example.org>                    | To: <sip:bob @example.org> | 400 To header holds no URI
            To: <sip:bob@example.org>                    | To: "bob <sip:b@x>         | 400 To header has an open quote or bracket
            Call-ID: 1@x                                 | Call-ID:                   | 400 Call-ID header cannot be read
            Call-ID: 1@x                                 | i: 1^i: 2                  | 400 More than one Call-ID header
            CSeq: 9 OPTIONS                              | CSeq: 9 INVITE             | 400 CSeq header names INVITE in a request OPTIONS
            CSeq: 9 OPTIONS                              | CSeq: 2147483648 OPTIONS   | 400 CSeq header is not NUMBER METHOD below 2**31
            CSeq: 9 OPTIONS                              | CSeq: -1 OPTIONS           | 400 CSeq header is not NUMBER METHOD below 2**31
            Max-Forwards: 70                             | Max-Forwards: 256          | 400 Max-Forwards header is not 0 to 255
            Max-Forwards: 70                             | no colon here              | 400 Header line 2 has no name
            Max-Forwards: 70                             | (bad): 1                   | 400 Header line 2 has no name
            Content-Length: 0                            | Content-Length: 9999       | 400 Content-Length is 9999 but 0 bytes came
            OPTIONS sip:bob@example.org SIP/2.0          | OPTIONS  sip:b@x SIP/2.0   | 400 Request-URI holds a character that is not allowed
            OPTIONS sip:bob@example.org SIP/2.0          | OPTIONS sip:b@x:99999 SIP/2.0 | 400 Request-URI cannot be read
            OPTIONS sip:bob@example.org SIP/2.0          | OPTIONS bob SIP/2.0        | 400 Request-URI cannot be read
            OPTIONS sip:bob@example.org SIP/2.0          | OPTIONS sip:b@x SIP/3.0    | 505 Version Not Supported
            OPTIONS sip:bob@example.org SIP/2.0          | OPTIONS sip:b@x HTTP/1.1   | 400 Request line does not end in SIP/2.0
            """)
    void aRefusalNamesTheFault(String good, String bad, String answer) {
        String message = sound().replace(good, bad.replace("^", "\r\n"));
        assertEquals(true, !message.equals(sound()));
        CapturedPath path = receive(message.getBytes(StandardCharsets.UTF_8));
        assertEquals("SIP/2.0 " + answer, path.statusLines().get(0));
        assertEquals(1, bench.stack.counters().malformed());
        assertTrue(bench.user.events.isEmpty());
    }

    @Test
    void aSoundMessageIsTold() {
        assertEquals("told", fate(sound().getBytes(StandardCharsets.UTF_8)));
        String folded = sound().replace("To: <sip:bob@example.org>", "t :\r\n <sip:bob@example.org>")
                .replace("\r\n", "\n")
                .replace("z9hG4bKx1", "z9hG4bKx2");
        assertEquals("told", fate(folded.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bob\rX-Evil: 1", "Bob\r\r\n", "B\0b", "\0", "Bob\r"})
    void aHeaderThatWouldEndItsLineElsewhereIsRefused(String name) {
        String message = sound().replace("To: <", "To: " + name + " <");
        CapturedPath path = receive(message.getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "SIP/2.0 400 A " + (name.contains("\0") ? "NUL" : "CR without LF") + " in header line 4",
                path.statusLines().get(0));
        assertTrue(bench.user.events.isEmpty());
    }

    @Test
    void aNulBehindABackslashIsAsRfc4475WantsIt() {
        String quoted = sound().replace("To: <", "To: \"NUL:\\\0\" <");
        assertEquals("told", fate(quoted.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anAckIsNeverAnswered() {
        String ack = sound().replace("OPTIONS", "ACK").replace("Call-ID: 1@x\r\n", "");
        assertEquals("dropped", fate(ack.getBytes(StandardCharsets.UTF_8)));
    }
}
