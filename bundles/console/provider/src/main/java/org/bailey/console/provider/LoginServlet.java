package org.bailey.console.provider;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.bailey.console.provider.Admission.Admitted;
import org.bailey.console.provider.Admission.Refused;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The sign-in form, on which nothing comes from elsewhere. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/login", "/login/*"})
public final class LoginServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final String HOME = "/system/console/overview";

    private final transient Gate gate;

    @Activate
    public LoginServlet(@Reference SignIn signIn) {
        this(signIn.gate());
    }

    LoginServlet(Gate gate) {
        this.gate = gate;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        if (path == null) {
            page(request, response, 200, "");
        } else if (path.equals("/look.css")) {
            file(request, response, "text/css", "/res/login.css");
        } else if (path.equals("/mark.svg")) {
            file(request, response, "image/svg+xml", "/res/mark.svg");
        } else {
            response.sendError(404);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String foreign = SameOrigin.refusal(request, true);
        if (!foreign.isEmpty()) {
            Audit.refused("somebody", request, foreign);
            page(request, response, 403, foreign);
            return;
        }
        Admission said = gate.signIn(new BasicCredentials(field(request, "user"), field(request, "password")), request);
        if (said instanceof Admitted admitted) {
            Cookies.set(response, gate.begin(admitted.user(), request));
            response.setHeader("Cache-Control", "no-store");
            response.setStatus(303);
            response.setHeader("Location", target(request));
        } else if (said instanceof Refused refused) {
            if (refused.retryAfterSeconds() > 0) {
                response.setHeader("Retry-After", Long.toString(refused.retryAfterSeconds()));
            }
            page(request, response, refused.status(), refused.sentence());
        }
    }

    private static void page(HttpServletRequest request, HttpServletResponse response, int status, String message)
            throws IOException {
        SecurityHeaders.add(response, SecurityHeaders.OWN, request.getHeader("Host"));
        response.setStatus(status);
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        String page = new String(resource("/res/login.html"), StandardCharsets.UTF_8)
                .replace("{message}", escaped(message))
                .replace("{user}", escaped(field(request, "user")))
                .replace("{to}", escaped(target(request)));
        response.getWriter().write(page);
    }

    private static void file(HttpServletRequest request, HttpServletResponse response, String type, String name)
            throws IOException {
        SecurityHeaders.add(response, SecurityHeaders.OWN, request.getHeader("Host"));
        response.setContentType(type);
        response.getOutputStream().write(resource(name));
    }

    /** Where to go afterwards: a path on this appliance, never another site. */
    private static String target(HttpServletRequest request) {
        String to = field(request, "to");
        boolean here = to.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*");
        return here ? to : HOME;
    }

    private static String field(HttpServletRequest request, String name) {
        @Nullable String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = LoginServlet.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new FileNotFoundException(name + " is missing in the console bundle");
            }
            return file.readAllBytes();
        }
    }
}
