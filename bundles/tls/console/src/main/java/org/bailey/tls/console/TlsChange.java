package org.bailey.tls.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.bailey.console.RestServlet;
import org.bailey.tls.RefusedChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A resource by which certificates change: what is refused or breaks is answered with its sentence. */
abstract class TlsChange extends RestServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(TlsChange.class);

    /** What is done for one request. */
    interface Step {
        void run() throws RefusedChange, IOException;
    }

    static void carryOut(HttpServletRequest request, HttpServletResponse response, Step step) throws IOException {
        try {
            step.run();
        } catch (RefusedChange e) {
            int status = switch (e.kind()) {
                case CONTENT -> 400;
                case STATE -> 409;
                case ABSENT -> 404;
            };
            problem(response, status, e.sentence());
        } catch (IllegalArgumentException e) {
            problem(response, 400, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.error(
                    "{} {} could not be carried out: {}", request.getMethod(), request.getServletPath(), e.toString());
            problem(response, 500, "The files cannot be read or written: " + e.getMessage());
        }
    }
}
