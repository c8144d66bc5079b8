package org.bailey.module.provider;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Checked settings. */
record ModuleSettings(Duration watch, Duration start, List<X509Certificate> signers) {
    /** @throws IllegalArgumentException naming setting, value and what is allowed */
    static ModuleSettings from(ModuleConfig config) {
        return new ModuleSettings(
                seconds("watchSeconds", config.watchSeconds(), 3600),
                seconds("startSeconds", config.startSeconds(), 300),
                certificates(config.signers()));
    }

    private static Duration seconds(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " " + value + " is not within 1 to " + most);
        }
        return Duration.ofSeconds(value);
    }

    private static List<X509Certificate> certificates(String[] texts) {
        List<X509Certificate> found = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            if (texts[i].isBlank()) {
                continue;
            }
            // a page with one line for each entry, or a file of settings, may have lost the line ends
            String body =
                    texts[i].replaceAll("-----(BEGIN|END) CERTIFICATE-----", "").replaceAll("\\s", "");
            String pem = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
            try {
                found.add((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
            } catch (CertificateException e) {
                throw new IllegalArgumentException(
                        "signers: entry " + (i + 1) + " is not a certificate in PEM form (" + e.getMessage() + ")", e);
            }
        }
        return List.copyOf(found);
    }
}
