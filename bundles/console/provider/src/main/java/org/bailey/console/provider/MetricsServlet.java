package org.bailey.console.provider;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bailey.console.Metric;
import org.bailey.console.MetricSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /metrics}: the numbers of all sections for Prometheus, behind the same gate as the console. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/metrics")
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(MetricsServlet.class);

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    final transient List<MetricSource> sources = new CopyOnWriteArrayList<>();

    private final transient Gate gate;

    @Activate
    public MetricsServlet(@Reference SignIn signIn) {
        this(signIn.gate());
    }

    MetricsServlet(Gate gate) {
        this.gate = gate;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SecurityHeaders.add(response, SecurityHeaders.OWN, request.getHeader("Host"));
        if (new Doorman(gate).letIn(request, response) == null) {
            return;
        }
        byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
        response.setContentType(MetricsText.TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private String text() {
        MetricsText text = new MetricsText();
        Metric up = Metric.gauge(
                "bailey_section_up", "1 where a section gave its numbers, 0 where it failed to or is being replaced");
        for (MetricSource source : sources.stream()
                .sorted(Comparator.comparing(MetricSource::word))
                .toList()) {
            up = up.with("section", source.word(), wrote(source, text) ? 1 : 0);
        }
        text.add(up);
        return text.toString();
    }

    /** A section that is just being replaced must not hide the others. */
    private static boolean wrote(MetricSource source, MetricsText text) {
        try {
            source.metrics().forEach(text::add);
            return true;
        } catch (RuntimeException e) {
            LOG.debug("no metrics from {}", source.word(), e);
            return false;
        }
    }
}
