package org.bailey.dialplan.console;

import jakarta.servlet.Servlet;
import org.bailey.console.ConsolePage;
import org.osgi.service.component.annotations.Component;

/** Where a call would go, and where it would go after a change. */
@Component(
        service = Servlet.class,
        property = {
            "felix.webconsole.label=dialplan",
            "felix.webconsole.title=Dial plan",
            "felix.webconsole.category=Bailey"
        })
public final class DialPlanPage extends ConsolePage {
    private static final long serialVersionUID = 1;

    public DialPlanPage() {
        super("dialplan");
    }
}
