package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.bailey.sip.Body;
import org.bailey.sip.Headers;
import org.bailey.sip.SipEvent.Requested;
import org.bailey.sip.SipEvent.Responded;
import org.bailey.sip.SipMessage;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.Test;

/** Header text leaves and arrives as it is: Microsoft servers sign and compare it. */
class BytesTest {
    private static final List<String> DELICATE = List.of(
            "Record-Route: <sip:Pool.example.com:5061;transport=tls;ms-fe=fe1.example.com;opaque=state:F:T:Ci.R3fdb00;lr;ms-route-sig=bbWJfvqgCL-sKm~AA>;tag=5D1C",
            "Route: <sip:Pool.example.com:5061;transport=tls;opaque=state:T;lr>,<sip:EDGE.example.com;lr;ms-x=\"a,b\">",
            "Contact: <sip:user@example.com;opaque=user:epid:Yk-3_xQ;gruu>;+sip.instance=\"<urn:uuid:AA>\"",
            "history-info: <sip:a@example.com>;index=1;ms-target-phone=\"tel:+1,2\";ms-retarget-reason=forwarding",
            "Ms-Conversation-ID: AdKCt/9+Zw==",
            "P-Asserted-Identity: \"J\u00fcrgen, M\u00fcller\"<sip:j@example.com>,<tel:+49;ext=1>",
            "ms-diagnostics: 1009;reason=\"No match for domain in the To header\";source=\"fe1\";ppath=0x2",
            "X-Odd:  spaced   inside\tand tabs",
            "Supported: ms-dialog-route-set-update,timer , histinfo",
            "X-Damaged: \udcff\udcfe is no UTF-8",
            "empty:");

    private static String delicate() {
        return DELICATE.stream().map(line -> line + "\r\n").collect(Collectors.joining());
    }

    private static List<String> lines(Headers headers) {
        return headers.fields().stream()
                .filter(h -> DELICATE.stream().anyMatch(line -> line.startsWith(h.name() + ":")))
                .map(h -> h.name() + ":" + (h.value().isEmpty() ? "" : " " + h.value()))
                .toList();
    }

    private static String text(byte[] bytes) {
        return Text.decode(bytes, 0, bytes.length);
    }

    private static final List<String> STRIPPED =
            DELICATE.stream().map(line -> line.replace(":  ", ": ")).toList();

    @Test
    void anyBytesSurviveBeingText() {
        Random random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            assertArrayEquals(bytes, Text.encode(Text.decode(bytes, 0, bytes.length)), () -> Arrays.toString(bytes));
        }
        String text = "J\u00fcrgen \ud83d\ude00 \u4e2d";
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(text, Text.decode(utf8, 0, utf8.length));
        assertArrayEquals(utf8, Text.encode(text));
    }

    @Test
    void requestsAndResponsesCarryTheirHeadersUntouched() throws MalformedMessage {
        Headers given = MessageReader.read(Text.encode("OPTIONS sip:x@y SIP/2.0\r\n" + delicate() + "\r\n"))
                .headers();
        assertEquals(STRIPPED, lines(given));
        try (Bench caller = new Bench(Transport.TCP);
                Bench callee = new Bench(Transport.TCP)) {
            SipRequest bare = Bench.request("INVITE", "bytes", 1, Body.EMPTY);
            caller.stack.send(
                    Bench.id("b1"),
                    bare.withHeaders(bare.headers().without("Contact").plus(given.fields())),
                    caller.to(callee.address()));
            Requested requested = callee.user.next(Requested.class);
            assertEquals(STRIPPED, lines(requested.request().headers()));
            callee.stack.respond(
                    requested.transaction(),
                    SipResponse.of(183, "Ge\u00e4ndert", "t").with(given.without("Route")));
            SipResponse answer = caller.user.next(Responded.class).response();
            assertEquals("Ge\u00e4ndert", answer.reason());
            assertEquals(
                    STRIPPED.stream().filter(line -> !line.startsWith("Route")).toList(), lines(answer.headers()));
            assertEquals(bare.headers().first("From"), answer.headers().first("From"));
            assertEquals(
                    bare.headers().first("To", "") + ";tag=t", answer.headers().first("To", ""));
        }
    }

    @Test
    void nothingWithinAHeaderEndsItsLine() throws MalformedMessage {
        SipRequest given = Bench.request("OPTIONS", "lines", 1, Body.EMPTY);
        SipRequest evil = given.withHeaders(given.headers()
                .plus("X-Evil", "a\r\nInjected: 1\nInjected: 2\rInjected: 3\0")
                .plus("X-Name", "\"x\\\0\""));
        String text = text(MessageWriter.request(evil, "SIP/2.0/TCP a;branch=z9hG4bKa\r\nInjected: 4", ""));
        assertEquals(true, text.contains("\r\nX-Evil: a  Injected: 1 Injected: 2 Injected: 3 \r\n"), text);
        assertEquals(true, text.contains("\r\nX-Name: \"x\\ \"\r\n"), text);
        assertEquals(0, text.lines().filter(line -> line.startsWith("Injected")).count());
        ResponseHead head = ResponseHead.of(
                Headers.NONE.plus("Via", "a\rb").plus("From", "a\0b").plus("To", "a\nb"));
        String answer = text(head.bytes(new SipResponse(200, "O\rK", Headers.NONE, Body.EMPTY, "t\n"), ""));
        assertEquals("SIP/2.0 200 O K\r\nVia: a b\r\nFrom: a b\r\nTo: a b;tag=t \r\nContent-Length: 0\r\n\r\n", answer);
    }

    @Test
    void messagesOfTheWildAreWrittenBackAsTheyWereRead() throws MalformedMessage {
        for (var sample : Samples.of("sip-ms").entrySet()) {
            String text = Text.decode(sample.getValue(), 0, sample.getValue().length);
            if (sample.getKey().endsWith(".partial.sip") || !text.contains("\r\n\r\n") || !text.contains("Via:")) {
                continue;
            }
            SipMessage message;
            try {
                message = MessageReader.read(sample.getValue());
            } catch (MalformedMessage cutShort) {
                continue;
            }
            StringBuilder written = new StringBuilder();
            MessageWriter.headers(written, message.headers());
            for (String line : text.substring(0, text.indexOf("\r\n\r\n")).split("\r\n")) {
                String name = line.contains(":")
                        ? line.substring(0, line.indexOf(':')).strip()
                        : "";
                boolean plain = line.startsWith(name + ": ")
                        && !name.toLowerCase(java.util.Locale.ROOT).startsWith("content-")
                        && name.length() > 1
                        && Tokens.is(name)
                        && line.equals(line.strip())
                        && !line.contains(":  ");
                if (plain) {
                    assertEquals(true, (written + "").contains(line), sample.getKey() + ": " + line);
                }
            }
        }
    }
}
