package org.bailey.media.console;

import jakarta.servlet.Servlet;
import org.bailey.console.ConsolePage;
import org.osgi.service.component.annotations.Component;

/** The port pool, the packet path, and every stream of the calls that are up. */
@Component(
        service = Servlet.class,
        property = {"felix.webconsole.label=media", "felix.webconsole.title=Media", "felix.webconsole.category=Bailey"})
public final class MediaPage extends ConsolePage {
    private static final long serialVersionUID = 1;
    /** The words for streams, which the page of calls uses too. */
    private static final String WORDS = "media/res/streams.js";

    public MediaPage() {
        super("media", WORDS);
    }
}
