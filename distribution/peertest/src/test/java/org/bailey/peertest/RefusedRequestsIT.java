package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** INVITEs that ask for what is not to be had, byte for byte: the answer is on the connection they came on. */
@ResourceLock(Stage.SIGNALS)
class RefusedRequestsIT {
    @RegisterExtension
    static final House house = new House();

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        Gateway.Plan plan = Gateway.plan(house);
        plan.configuration()
                .set("org.bailey.sip", Map.of("t1Millis", 100))
                .set("org.bailey.b2bua", Map.of("monitor", false));
        gateway = plan.start();
    }

    @AfterAll
    static void nothingIsLeft() {
        gateway.assertNothingLeft();
    }

    private static String answer(String uri, int hops, String header) {
        long now = System.nanoTime();
        String invite = "INVITE " + uri + " SIP/2.0\r\n"
                + "Via: SIP/2.0/TCP 127.0.0.1:5060;rport;branch=z9hG4bK" + now + "\r\n"
                + "From: <sip:probe@127.0.0.1>;tag=" + now + "\r\n"
                + "To: <" + uri + ">\r\n"
                + "Call-ID: " + now + "@127.0.0.1\r\n"
                + "CSeq: 1 INVITE\r\n"
                + "Contact: <sip:probe@127.0.0.1>\r\n"
                + "Max-Forwards: " + hops + "\r\n"
                + header
                + "Content-Type: application/sdp\r\n"
                + "Content-Length: 4\r\n\r\nv=0\n";
        return RawSip.answer(gateway.standard(), invite.getBytes(StandardCharsets.US_ASCII), Await.PATIENCE);
    }

    @Test
    void maxForwardsThatIsUsedUpIsAnswered483() {
        String answer = answer("sip:alice@lync.test", 0, "");
        assertTrue(answer.contains("SIP/2.0 483 Too Many Hops\r\n"), answer);
    }

    @Test
    void aCompressedBodyIsAnswered415() {
        String answer = answer("sip:alice@lync.test", 70, "Content-Encoding: gzip\r\n");
        assertTrue(answer.contains("SIP/2.0 415 Unsupported Media Type\r\n"), answer);
        assertTrue(answer.contains("\r\nAccept-Encoding: identity\r\n"), answer);
    }

    @Test
    void sipsWithoutTlsIsAnswered416() {
        String answer = answer("sips:alice@lync.test", 70, "");
        assertTrue(answer.contains("SIP/2.0 416 Unsupported URI Scheme\r\n"), answer);
    }
}
