package org.bailey.console.provider;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.bailey.console.RestContext;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /api/v1/openapi.json}: the description of the REST interface, kept by hand. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern("/openapi.json")
public final class OpenApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (InputStream file = OpenApiServlet.class.getResourceAsStream("/res/openapi.json")) {
            if (file == null) {
                throw new FileNotFoundException("res/openapi.json is missing in the console bundle");
            }
            response.setContentType("application/json");
            file.transferTo(response.getOutputStream());
        }
    }
}
