package org.bailey.console.provider;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One log line for each sign-in, refusal, and request that changes something. */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("org.bailey.audit");
    private static final int LONGEST = 200;

    private Audit() {}

    static void signedIn(String user, HttpServletRequest request) {
        LOG.info("{} signed in from {}", clean(user), request.getRemoteAddr());
    }

    static void signedOut(String user, HttpServletRequest request) {
        LOG.info("{} signed out from {}", clean(user), request.getRemoteAddr());
    }

    static void wrongPassword(String user, HttpServletRequest request) {
        LOG.warn("wrong user or password for {} from {}", clean(user), request.getRemoteAddr());
    }

    static void change(String user, HttpServletRequest request) {
        LOG.info(
                "{} from {}: {} {}",
                clean(user),
                request.getRemoteAddr(),
                request.getMethod(),
                clean(request.getRequestURI()));
    }

    static void refused(String user, HttpServletRequest request, String why) {
        LOG.warn(
                "{} from {}: {} {} refused: {}",
                clean(user),
                request.getRemoteAddr(),
                request.getMethod(),
                clean(request.getRequestURI()),
                clean(why));
    }

    /** What comes from outside must not make lines of its own. */
    private static String clean(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
