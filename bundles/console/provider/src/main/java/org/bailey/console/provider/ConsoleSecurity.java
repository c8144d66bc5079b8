package org.bailey.console.provider;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.bailey.console.ConsoleUser;
import org.bailey.console.ConsoleUser.Role;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards the Felix console, which stays closed while this service is absent. The console counts its guards by id: when the
 * one before us goes after we came, it believes that there is none, until it hears of us once more.
 */
@Component(service = {})
public final class ConsoleSecurity implements SecurityProvider {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleSecurity.class);
    private static final String ID = "org.bailey.console";
    private static final long PAUSE_NANOS = 20_000_000;
    private static final int TRIES = 500;

    private final Gate gate;
    private final ServiceRegistration<SecurityProvider> registration;
    private volatile boolean closed;

    @Activate
    public ConsoleSecurity(@Reference SignIn signIn, BundleContext context) {
        gate = signIn.gate();
        registration = context.registerService(SecurityProvider.class, this, properties());
    }

    @Deactivate
    void close() {
        closed = true;
        registration.unregister();
    }

    @Reference(
            service = SecurityProvider.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(" + PROPERTY_ID + "=" + ID + ")")
    void bindGuard(ServiceReference<SecurityProvider> any) {
        // only its end is of interest
    }

    void unbindGuard(ServiceReference<SecurityProvider> gone) {
        if (!closed) {
            // a thread that ends: the JDK's own timer thread would keep our classes for ever
            Thread telling = new Thread(() -> announce(gone), "bailey-console-0");
            telling.setDaemon(true);
            telling.start();
        }
    }

    private void announce(ServiceReference<SecurityProvider> gone) {
        // as long as it has a bundle, the console may not have heard of its end
        for (int i = 0; i < TRIES && !closed && gone.getBundle() != null; i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        try {
            registration.setProperties(properties());
        } catch (IllegalStateException weEndedToo) {
            LOG.debug("nothing to tell the console any more", weEndedToo);
        }
    }

    private static Dictionary<String, Object> properties() {
        return FrameworkUtil.asDictionary(Map.of(PROPERTY_ID, ID));
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
