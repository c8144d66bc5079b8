package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SipCheckTest {
    private static List<String> objections(String pid, Map<String, Object> settings) {
        return new SipCheck().objections(Map.of(pid, settings));
    }

    @Test
    void t2IsNotBelowT1() {
        assertEquals(
                List.of("org.bailey.sip t2Millis of org.bailey.sip is 400, it has to be between 500 and 60000"),
                objections("org.bailey.sip", Map.of("t2Millis", 400)));
        assertEquals(List.of(), objections("org.bailey.sip", Map.of("t1Millis", 100, "t2Millis", 400)));
    }

    @Test
    void aListenerHasAnAddressAndANameThatCanBe() {
        assertEquals(
                List.of("org.bailey.sip.listener~a address 'gw.example.com' of SIP listener a is no IP address"),
                objections("org.bailey.sip.listener~a", Map.of("address", "gw.example.com")));
        assertEquals(
                List.of("org.bailey.sip.listener~a b listener name 'a b' is not made of letters, digits, . _ and -"),
                objections("org.bailey.sip.listener~a b", Map.of()));
        assertEquals(List.of(), objections("org.bailey.sip.listener~a", Map.of("transport", "udp", "port", 0)));
    }

    @Test
    void aValueOfAnotherTypeIsObjectedToAsWell() {
        assertEquals(
                List.of("org.bailey.sip.listener~a port is of type String and has to be of type Integer"),
                objections("org.bailey.sip.listener~a", Map.of("port", "5060")));
    }
}
