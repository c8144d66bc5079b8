package org.bailey.console.provider;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URL;
import org.bailey.console.RestContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/** The context of the REST interface, behind the same gate as the console. */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = RestContext.NAME, path = RestContext.PATH)
public final class GuardedRest extends ServletContextHelper {
    private final Gate gate;

    @Activate
    public GuardedRest(@Reference SignIn signIn) {
        gate = signIn.gate();
    }

    @Override
    public boolean handleSecurity(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SecurityHeaders.add(response, SecurityHeaders.OWN, request.getHeader("Host"));
        return new Doorman(gate).letIn(request, response) != null;
    }

    /** There are no files here. */
    @Override
    public @Nullable URL getResource(String name) {
        return null;
    }
}
