package org.bailey.console.provider;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** What browsers may do with our answers. */
final class SecurityHeaders {
    /** The Felix console's own pages have their scripts and styles inline, and its list of bundles evaluates text. */
    static final String CONSOLE =
            "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self'"
                    + " 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self';"
                    + " frame-ancestors 'none'";

    static final String OWN =
            "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    private SecurityHeaders() {}

    /** @param host as the browser gave it */
    static void add(HttpServletResponse response, String policy, @Nullable String host) {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        if (host != null && ofItsOwn(host)) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /** On addresses and localhost other things run too, and they may be without TLS. */
    private static boolean ofItsOwn(String host) {
        String name = host.replaceFirst(":\\d+$", "");
        return name.contains(".") && !name.matches("[0-9.]+") && !name.startsWith("[");
    }
}
