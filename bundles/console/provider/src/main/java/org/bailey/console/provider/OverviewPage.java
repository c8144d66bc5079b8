package org.bailey.console.provider;

import jakarta.servlet.Servlet;
import org.bailey.console.ConsolePage;
import org.osgi.service.component.annotations.Component;

/** The first page: how every section is. Its bundle also holds the look of all pages. */
@Component(
        service = Servlet.class,
        property = {
            "felix.webconsole.label=overview",
            "felix.webconsole.title=Overview",
            "felix.webconsole.category=Bailey"
        })
public final class OverviewPage extends ConsolePage {
    private static final long serialVersionUID = 1;

    public OverviewPage() {
        super("overview");
    }
}
