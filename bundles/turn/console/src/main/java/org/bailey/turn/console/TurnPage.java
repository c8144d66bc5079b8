package org.bailey.turn.console;

import jakarta.servlet.Servlet;
import org.bailey.console.ConsolePage;
import org.osgi.service.component.annotations.Component;

/** Whether TURN servers can be reached and take us, and why not. */
@Component(
        service = Servlet.class,
        property = {"felix.webconsole.label=turn", "felix.webconsole.title=TURN", "felix.webconsole.category=Bailey"})
public final class TurnPage extends ConsolePage {
    private static final long serialVersionUID = 1;

    public TurnPage() {
        super("turn");
    }
}
