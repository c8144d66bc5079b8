package org.bailey.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.felix.webconsole.servlet.AbstractServlet;
import org.apache.felix.webconsole.servlet.ServletConstants;
import org.jspecify.annotations.Nullable;

/**
 * A page of the web console in our look. Its bundle holds {@code res/LABEL.html}, the content without frame, and
 * {@code res/LABEL.js}, which fills it from the REST interface; both are static. The service properties
 * {@code felix.webconsole.label}, {@code .title} and {@code .category} put it into the menu.
 */
public abstract class ConsolePage extends AbstractServlet {
    private static final long serialVersionUID = 1;
    /** Label of the page whose bundle holds what all pages use. */
    private static final String SHARED = "overview";

    private final String label;
    private final transient List<String> scripts;

    /**
     * @param label last part of the page's address and name of its files
     * @param scripts what it uses of other pages, such as {@code media/res/streams.js}
     */
    protected ConsolePage(String label, String... scripts) {
        this.label = label;
        this.scripts = List.of(scripts);
    }

    @Override
    protected @Nullable URL getResource(String path) {
        String own = "/" + label + "/res/";
        return path.startsWith(own) ? getClass().getResource(path.substring(label.length() + 1)) : null;
    }

    @Override
    public void renderContent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String root = String.valueOf(request.getAttribute(ServletConstants.ATTR_APP_ROOT));
        String shared = root + "/" + SHARED + "/res/";
        PrintWriter out = response.getWriter();
        out.println("<link rel=\"stylesheet\" href=\"" + shared + "look.css\">");
        out.println("<div class=\"bailey\" id=\"bailey\" data-root=\"" + root + "\" data-api=\""
                + RestContext.PATH + "\" data-role=\""
                + ConsoleUser.of(request).role() + "\">");
        out.println(content());
        out.println("</div>");
        out.println("<script src=\"" + shared + "page.js\"></script>");
        scripts.forEach(script -> out.println("<script src=\"" + root + "/" + script + "\"></script>"));
        out.println("<script src=\"" + root + "/" + label + "/res/" + label + ".js\"></script>");
    }

    private String content() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/res/" + label + ".html")) {
            if (file == null) {
                throw new FileNotFoundException("res/" + label + ".html is missing in the bundle of the page");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
