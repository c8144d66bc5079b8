package org.bailey.console.provider;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The one cookie: the secret of a login. The prefix makes browsers insist on Secure, path / and no domain. */
final class Cookies {
    private static final String NAME = "__Host-bailey";
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict";

    private Cookies() {}

    /** {@return empty when there is none} */
    static String token(HttpServletRequest request) {
        Cookie[] all = request.getCookies();
        if (all != null) {
            for (Cookie cookie : all) {
                if (cookie.getName().equals(NAME)) {
                    return cookie.getValue();
                }
            }
        }
        return "";
    }

    static void set(HttpServletResponse response, String token) {
        response.addHeader("Set-Cookie", NAME + "=" + token + ATTRIBUTES);
    }

    static void clear(HttpServletResponse response) {
        response.addHeader("Set-Cookie", NAME + "=" + ATTRIBUTES + "; Max-Age=0");
    }
}
