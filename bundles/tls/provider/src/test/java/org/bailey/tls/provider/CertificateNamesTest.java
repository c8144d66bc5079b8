package org.bailey.tls.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateNamesTest {
    private static X509Certificate named(String common, String... others) {
        Instant now = Instant.now();
        return new Issuer(Peers.authority())
                .issue(common, List.of(others), now, now.plus(Duration.ofDays(1)), Peers.BOTH)
                .certificate();
    }

    @Test
    void findsTheNameAmongCommonAndAlternativeNamesWhateverTheCase() {
        X509Certificate certificate = named("fe1.example.com", "Pool.Example.com", "192.0.2.7");
        for (String name : List.of("FE1.example.com", "pool.example.com", "pool.example.com.", "192.0.2.7")) {
            assertEquals("", CertificateNames.verify(certificate, name), name);
        }
        assertEquals(List.of("fe1.example.com", "Pool.Example.com", "192.0.2.7"), CertificateNames.of(certificate));
    }

    @Test
    void saysBothNamesWhenTheyDiffer() {
        assertEquals(
                "the certificate CN=fe1.example.com is not for fe2.example.com: it carries fe1.example.com",
                CertificateNames.verify(named("fe1.example.com"), "fe2.example.com"));
    }

    @Test
    void aWildcardIsNoNameOfAPeerAndTheSentenceSaysSo() {
        String said = CertificateNames.verify(named("*.example.com"), "fe1.example.com");
        assertTrue(said.endsWith("a name with * does not count for SIP (RFC 5922 section 7.2)"), said);
    }
}
