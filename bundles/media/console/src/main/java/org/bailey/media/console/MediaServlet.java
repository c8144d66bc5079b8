package org.bailey.media.console;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.bailey.console.RestContext;
import org.bailey.console.RestServlet;
import org.bailey.media.MediaPorts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /api/v1/media}: the pool, the packet path and the streams of all calls. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern("/media")
public final class MediaServlet extends RestServlet {
    private static final long serialVersionUID = 1;

    private final transient MediaPorts media;

    @Activate
    public MediaServlet(@Reference MediaPorts media) {
        this.media = media;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(
                response,
                MediaJson.levels(media).add("calls", MediaJson.calls(media)).build());
    }
}
