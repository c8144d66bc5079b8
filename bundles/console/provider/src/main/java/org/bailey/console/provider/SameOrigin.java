package org.bailey.console.provider;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request that changes something was sent by one of our own pages, or by a program that is no browser. Another
 * site's page can make a browser send requests, but not without these headers (Fetch Metadata; RFC 6454 section 7).
 */
final class SameOrigin {
    private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");

    private SameOrigin() {}

    static boolean changes(HttpServletRequest request) {
        return !LOOKING.contains(request.getMethod());
    }

    /**
     * @param byCookie whether the browser added the proof of identity by itself
     * @return empty when it may pass, else one sentence
     */
    static String refusal(HttpServletRequest request, boolean byCookie) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            return "The request comes from another site (Sec-Fetch-Site: " + site + ").";
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !origin.equals("null") && !sameHost(origin, request.getHeader("Host"))) {
            return "The request comes from " + origin + ", not from this appliance.";
        }
        boolean unknown = site == null && (origin == null || origin.equals("null"));
        if (unknown && byCookie) {
            return "The request does not say which page it comes from; use a current browser, or sign each request with"
                    + " user and password.";
        }
        return "";
    }

    private static boolean sameHost(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
