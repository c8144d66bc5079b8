package org.bailey.console;

import jakarta.servlet.http.HttpServletRequest;

/** Who is signed in. */
public record ConsoleUser(String name, Role role) {
    private static final String ATTRIBUTE = "org.bailey.console.user";

    /** What somebody may do. */
    public enum Role {
        /** Look at everything, change nothing. */
        VIEWER,
        ADMIN
    }

    /**
     * {@return who makes this request}
     *
     * @throws IllegalStateException when the request came past the sign-in
     */
    public static ConsoleUser of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof ConsoleUser user) {
            return user;
        }
        throw new IllegalStateException("nobody is signed in for " + request.getRequestURI());
    }

    /** Notes who makes this request; for the sign-in only. */
    public void attach(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
