package org.bailey.tls.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bailey.tls.KeyKind;
import org.bailey.tls.RequestedCertificate;
import org.junit.jupiter.api.Test;

class RequestedCertificateTest {
    private static final RequestedCertificate SUGGESTED =
            new RequestedCertificate("gw.example.com", List.of("pool.example.com"), KeyKind.RSA_2048);

    @Test
    void theCommonNameIsAmongTheNamesOnce() {
        assertEquals(List.of("gw.example.com", "pool.example.com"), SUGGESTED.names());
        assertEquals(
                List.of("gw.example.com", "2001:db8::1", "::", "192.0.2.1"),
                new RequestedCertificate(
                                "gw.example.com",
                                List.of("GW.example.com", " 2001:db8::1", "::", "192.0.2.1", "192.0.2.1"),
                                KeyKind.P_256)
                        .names());
    }

    @Test
    void whatIsNoNameIsRefusedByValue() {
        for (String name : List.of(
                "",
                "*.example.com",
                "a b",
                "-a.example.com",
                "a..b",
                "http://a",
                "münchen.de",
                "300.1.1.1",
                "1.2.3",
                "1::2::3",
                "1:2:3",
                ":1",
                "12345::",
                "a".repeat(64) + ".com",
                "a\nb")) {
            String said = assertThrows(
                            IllegalArgumentException.class,
                            () -> new RequestedCertificate("gw.example.com", List.of(name), KeyKind.P_256),
                            name)
                    .getMessage();
            assertTrue(said.startsWith("the alternative name \"" + name.trim() + "\" is neither"), said);
        }
        assertThrows(
                IllegalArgumentException.class, () -> new RequestedCertificate("192.0.2.1", List.of(), KeyKind.P_256));
    }

    @Test
    void theCountryHasTwoLettersAndTextsHaveABound() {
        for (List<String> fields : List.of(List.of("", "GER"), List.of("x".repeat(65), "DE"), List.of("a\nb", ""))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new RequestedCertificate(
                            "gw.example.com", List.of(), KeyKind.P_256, fields.get(0), "", "", "", fields.get(1)));
        }
    }

    @Test
    void theWordsOfTheCommandLineMakeARequest() {
        assertEquals(SUGGESTED, RequestWords.parse("", SUGGESTED));
        assertEquals(
                new RequestedCertificate(
                        "a.example.com",
                        List.of("b.example.com", "192.0.2.1"),
                        KeyKind.P_384,
                        "Example, Inc.",
                        "",
                        "",
                        "",
                        "DE"),
                RequestWords.parse(
                        "--cn\na.example.com\n--san\nb.example.com,192.0.2.1\n--key\np-384\n--o\nExample, Inc.\n--c\nde",
                        SUGGESTED));
        for (String words : List.of("--cm\nx", "x", "--cn", "--key\nrsa-1024")) {
            assertThrows(IllegalArgumentException.class, () -> RequestWords.parse(words, SUGGESTED), words);
        }
    }
}
