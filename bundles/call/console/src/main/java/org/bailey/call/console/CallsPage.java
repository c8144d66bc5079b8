package org.bailey.call.console;

import jakarta.servlet.Servlet;
import org.bailey.console.ConsolePage;
import org.osgi.service.component.annotations.Component;

/** Calls as they are now, and how past ones went. */
@Component(
        service = Servlet.class,
        property = {"felix.webconsole.label=calls", "felix.webconsole.title=Calls", "felix.webconsole.category=Bailey"})
public final class CallsPage extends ConsolePage {
    private static final long serialVersionUID = 1;

    public CallsPage() {
        super("calls", "media/res/streams.js");
    }
}
