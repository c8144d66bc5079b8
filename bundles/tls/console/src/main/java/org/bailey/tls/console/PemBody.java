package org.bailey.tls.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bailey.tls.OwnCertificate;

/** What a request brings as PEM text; no more of it is read than is looked at. */
final class PemBody {
    private PemBody() {}

    /** {@return the text, one character longer than is taken when there is more} */
    static String read(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(OwnCertificate.LONGEST_PEM + 1);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
