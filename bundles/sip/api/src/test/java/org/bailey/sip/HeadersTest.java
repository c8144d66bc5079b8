package org.bailey.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeadersTest {
    private final Headers headers = Headers.of(
            Header.of("v", "SIP/2.0/UDP a;branch=1, SIP/2.0/TCP b"),
            Header.of("Via", " SIP/2.0/TLS c "),
            Header.of("SUPPORTED", "timer ,,Replaces"),
            Header.of("Contact", "\"a, b\" <sip:x,y@z>;q=1, <sip:w@z>"));

    @Test
    void namesIgnoreLetterCaseAndCompactOnesAreSpelledOut() {
        assertEquals("Via", headers.fields().get(0).name());
        assertEquals("timer ,,Replaces", headers.first("supported", ""));
        assertTrue(headers.has("contact"));
        assertFalse(headers.has("c"));
        assertEquals("none", headers.first("Subject", "none"));
    }

    @Test
    void listsAreSplitAtTheCommasThatSeparate() {
        assertEquals(List.of("SIP/2.0/UDP a;branch=1", "SIP/2.0/TCP b", "SIP/2.0/TLS c"), headers.list("Via"));
        assertEquals(List.of("\"a, b\" <sip:x,y@z>;q=1", "<sip:w@z>"), headers.list("Contact"));
        assertTrue(headers.lists("Supported", "replaces"));
        assertFalse(headers.lists("Supported", "rep"));
    }

    @Test
    void everyChangeMakesANewList() {
        Headers changed = headers.with("via", "one").plus("x", "<sip:r@s>").without("Contact");
        assertEquals(4, headers.fields().size());
        assertEquals(
                List.of("SUPPORTED: timer ,,Replaces", "via: one", "Session-Expires: <sip:r@s>"),
                changed.fields().stream().map(Header::toString).toList());
    }

    @Test
    void damagedListsLoseNoText() {
        Mutator mutator = new Mutator(7);
        for (int i = 0; i < 20_000; i++) {
            String value = mutator.damage("\"a, b\" <sip:x,y@z>;q=1, <sip:w@z>,z");
            List<String> elements = Headers.of(new Header("Contact", value)).list("Contact");
            assertEquals(letters(value), letters(String.join("", elements)), value);
        }
    }

    private static String letters(String text) {
        return text.replaceAll("[,\\s\0]", "");
    }

    @Test
    void transactionIdsAreMadeOfWhatABranchMayHold() {
        assertEquals("call/a-1.B", new TransactionId("call", "a-1.B").toString());
        assertThrows(IllegalArgumentException.class, () -> new TransactionId("Call", "1"));
        assertThrows(IllegalArgumentException.class, () -> new TransactionId("call", "a;b"));
    }

    @Test
    void sequenceNumbersThatAreNoneAreMinusOne() {
        assertEquals(7, request("7 INVITE").cseq());
        assertEquals("INVITE", request(" 7  INVITE").cseqMethod());
        assertEquals(8, request("8\tINVITE").cseq());
        assertEquals("INVITE", request("8\tINVITE").cseqMethod());
        assertEquals(-1, request("x INVITE").cseq());
        assertEquals(-1, request("").cseq());
    }

    private static SipRequest request(String cseq) {
        return new SipRequest("INVITE", "sip:a@b", Headers.of(Header.of("CSeq", cseq)), Body.EMPTY);
    }
}
