package org.bailey.lab.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SipTextTest {
    private static final String INVITE = """
            INVITE sip:huddle@room.test SIP/2.0
            v: SIP/2.0/TLS 192.0.2.1:5061;branch=z9hG4bKa;branched=FALSE, SIP/2.0/TLS 192.0.2.2:58028
            f: "A, \\"B\\" <x>" <sip:alice@ms.test;a=b>;tag=9df0;epid=79587acddc
            To: <sip:huddle@room.test>
            i: 860b
            CSeq: 1
              INVITE
            Record-Route: <sip:fe.test:5061;transport=tls;opaque=state:T:F:Ci.R1;lr;ms-route-sig=aa>;tag=B2
            l: 3

            abc""".replace("\n", "\r\n");

    @Test
    void readsCompactFoldedAndQuotedHeaders() throws Exception {
        SipMessage invite = SipParser.parse(INVITE);
        assertEquals("9df0", invite.fromTag());
        assertNull(invite.toTag());
        assertEquals("79587acddc", SipText.param(invite.value("From"), "epid"));
        assertEquals("sip:alice@ms.test;a=b", SipText.uri(invite.value("From")));
        assertEquals(2, invite.list("Via").size());
        assertEquals("z9hG4bKa", invite.branch());
        assertEquals("INVITE", invite.method());
        assertEquals("abc", invite.body());
        assertEquals(
                "sip:fe.test:5061;transport=tls;opaque=state:T:F:Ci.R1;lr;ms-route-sig=aa",
                SipText.uri(invite.list("Record-Route").get(0)));
    }

    @Test
    void keysPeopleByUserAndHost() {
        assertEquals("bob@ms.test", SipText.addressOfRecord("SIP:Bob@MS.test:5061;opaque=user:epid:x;gruu"));
        assertEquals("[2001:db8::1]", SipText.host("sip:a@[2001:db8::1]:5060"));
        assertEquals("+49123@room.test", SipText.addressOfRecord("sip:+49123@room.test;user=phone"));
    }

    @Test
    void aResponseCarriesBackWhatItMust() throws Exception {
        String response =
                SipMessage.response(SipParser.parse(INVITE), 200, "OK").text();
        assertTrue(response.startsWith("SIP/2.0 200 OK\r\n"));
        assertEquals(2, SipParser.parse(response).list("Via").size());
        assertTrue(response.endsWith("Content-Length: 0\r\n\r\n"));
    }

    @Test
    void aStreamIsCutIntoMessages() throws Exception {
        String stream = "\r\n\r\n" + INVITE + INVITE + "\r\n";
        Framer framer = new Framer(new ByteArrayInputStream(stream.getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals(INVITE, framer.next());
        assertEquals(INVITE, framer.next());
        assertNull(framer.next());
    }

    @Test
    void whatIsNoMessageIsRefusedByName() {
        for (String[] bad : new String[][] {
            {"l: 3", "l: -3"},
            {"l: 3", "l: many"},
            {"l: 3", "l: 9999"},
            {"l: 3", "l: 99999999999"},
            {"CSeq: 1", "CSeq: x"},
            {"i: 860b", "i:"},
            {"  INVITE", "  BYE"},
            {"To: ", ": "},
            {" SIP/2.0\r\nv", " HTTP/1.1\r\nv"},
        }) {
            assertThrows(MalformedSip.class, () -> SipParser.parse(INVITE.replace(bad[0], bad[1])), bad[1]);
        }
    }

    @Test
    void damagedMessagesAreRefusedOrReadButNeverBreakTheReader() {
        Random random = new Random(5);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(INVITE);
            for (int hit = random.nextInt(4); hit >= 0; hit--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
                    default -> text.insert(at, ";<\">,=\r\n :".charAt(random.nextInt(10)));
                }
            }
            try {
                SipMessage message = SipParser.parse(text.toString());
                message.list("Via").forEach(via -> SipText.param(via, "branch"));
                SipText.addressOfRecord(SipText.uri(message.value("From")));
                SipMessage.response(message, 200, "OK").text();
                read++;
            } catch (MalformedSip refused) {
                // as it should
            }
        }
        assertTrue(read > 1_000);
    }

    @Test
    void aStepClockRunsWhatComesDueInOrder() {
        StepSchedule clock = new StepSchedule();
        List<String> ran = new ArrayList<>();
        clock.after(Duration.ofSeconds(2), () -> ran.add("b"));
        clock.after(Duration.ofSeconds(1), () -> clock.after(Duration.ofSeconds(1), () -> ran.add("c")));
        clock.after(Duration.ofSeconds(1), () -> ran.add("a"));
        Schedule.Timer never = clock.after(Duration.ofSeconds(1), () -> ran.add("never"));
        never.cancel();
        clock.advance(Duration.ofSeconds(3));
        assertEquals(List.of("a", "b", "c"), ran);
    }
}
