package org.bailey.console.provider;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.bailey.console.ConsoleUser;
import org.bailey.console.provider.Admission.Admitted;
import org.bailey.console.provider.Admission.Refused;
import org.jspecify.annotations.Nullable;

/** Answers those the gate does not let in. */
record Doorman(Gate gate) {
    /** {@return who came in; null when the answer was given here} */
    @Nullable
    ConsoleUser letIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Admission said = gate.admit(request);
        if (said instanceof Admitted admitted) {
            return admitted.user();
        }
        if (said instanceof Refused refused) {
            if (refused.retryAfterSeconds() > 0) {
                response.setHeader("Retry-After", Long.toString(refused.retryAfterSeconds()));
            }
            refuse(request, response, refused.status(), refused.sentence());
        } else if (person(request)) {
            response.setHeader("Cache-Control", "no-store");
            response.sendRedirect("/login?to=" + URLEncoder.encode(target(request), StandardCharsets.UTF_8));
        } else {
            refuse(request, response, 401, "Sign in: nobody is signed in, or the login is over.");
        }
        return null;
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String sentence)
            throws IOException {
        // A browser would answer the challenge with its own window; our pages go to the sign-in form instead.
        if (status == 401 && request.getHeader("Sec-Fetch-Mode") == null) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Bailey\", charset=\"UTF-8\"");
        }
        Problems.send(response, status, sentence);
    }

    /** Whether somebody sits in front of it and wants to see a page. */
    private static boolean person(HttpServletRequest request) {
        String accepts = request.getHeader("Accept");
        String mode = request.getHeader("Sec-Fetch-Mode");
        return request.getMethod().equals("GET")
                && accepts != null
                && accepts.contains("text/html")
                && (mode == null || mode.equals("navigate"));
    }

    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }
}
