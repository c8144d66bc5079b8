package org.bailey.tls.console;

import jakarta.servlet.Servlet;
import org.bailey.console.ConsolePage;
import org.osgi.service.component.annotations.Component;

/** Our certificate, its chain and what is wrong with it. */
@Component(
        service = Servlet.class,
        property = {"felix.webconsole.label=tls", "felix.webconsole.title=TLS", "felix.webconsole.category=Bailey"})
public final class TlsPage extends ConsolePage {
    private static final long serialVersionUID = 1;

    public TlsPage() {
        super("tls");
    }
}
