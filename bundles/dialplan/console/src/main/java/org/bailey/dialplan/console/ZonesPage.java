package org.bailey.dialplan.console;

import jakarta.servlet.Servlet;
import org.bailey.console.ConsolePage;
import org.osgi.service.component.annotations.Component;

/** Whether both sides can be reached, and why not. */
@Component(
        service = Servlet.class,
        property = {"felix.webconsole.label=zones", "felix.webconsole.title=Zones", "felix.webconsole.category=Bailey"})
public final class ZonesPage extends ConsolePage {
    private static final long serialVersionUID = 1;

    public ZonesPage() {
        super("zones");
    }
}
