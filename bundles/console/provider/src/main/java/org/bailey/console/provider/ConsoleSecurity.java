package org.bailey.console.provider;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.bailey.console.ConsoleUser;
import org.bailey.console.ConsoleUser.Role;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Guards the Felix console, which stays closed while this service is absent. */
@Component(property = SecurityProvider.PROPERTY_ID + "=org.bailey.console")
public final class ConsoleSecurity implements SecurityProvider {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleSecurity.class);

    private final Gate gate;

    @Activate
    public ConsoleSecurity(@Reference SignIn signIn) {
        gate = signIn.gate();
    }

    @Override
    public @Nullable Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        SecurityHeaders.add(response, SecurityHeaders.CONSOLE, request.getHeader("Host"));
        try {
            ConsoleUser user = new Doorman(gate).letIn(request, response);
            if (user != null && atTheDoor(request)) {
                response.sendRedirect("/system/console/overview");
                return null;
            }
            return user;
        } catch (IOException e) {
            LOG.debug("a browser left before it was refused", e);
            return null;
        }
    }

    /** The console by itself would show its list of bundles there. */
    private static boolean atTheDoor(HttpServletRequest request) {
        String uri = request.getRequestURI();
        return request.getMethod().equals("GET") && (uri.equals("/system/console") || uri.equals("/system/console/"));
    }

    @Override
    public boolean authorize(Object user, String role) {
        return user instanceof ConsoleUser known && known.role() == Role.ADMIN;
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        gate.end(request);
        Cookies.clear(response);
        try {
            response.sendRedirect("/login");
        } catch (IOException e) {
            LOG.debug("a browser left before it was signed out", e);
        }
    }
}
