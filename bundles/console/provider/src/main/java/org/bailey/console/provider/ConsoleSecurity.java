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
            return new Doorman(gate).letIn(request, response);
        } catch (IOException e) {
            LOG.debug("a browser left before it was refused", e);
            return null;
        }
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
