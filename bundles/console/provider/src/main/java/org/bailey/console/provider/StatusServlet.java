package org.bailey.console.provider;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bailey.console.RestContext;
import org.bailey.console.RestServlet;
import org.bailey.console.StatusSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /api/v1/status}: what all sections say of themselves. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern("/status")
public final class StatusServlet extends RestServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(StatusServlet.class);

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private final transient List<StatusSource> sources = new CopyOnWriteArrayList<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonObjectBuilder status = Json.createObjectBuilder();
        sources.stream()
                .sorted(Comparator.comparing(StatusSource::word))
                .forEach(source -> status.add(source.word(), status(source)));
        answer(response, status.build());
    }

    /** A section that is just being replaced must not hide the others. */
    private static JsonObject status(StatusSource source) {
        try {
            return source.status();
        } catch (RuntimeException e) {
            LOG.debug("no status from {}", source.word(), e);
            return Json.createObjectBuilder()
                    .add("problem", "gives no status now: " + e)
                    .build();
        }
    }
}
