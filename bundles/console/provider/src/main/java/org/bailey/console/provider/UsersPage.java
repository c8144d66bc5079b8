package org.bailey.console.provider;

import jakarta.servlet.Servlet;
import org.bailey.console.ConsolePage;
import org.osgi.service.component.annotations.Component;

/** Who may sign in, and with which role. */
@Component(
        service = Servlet.class,
        property = {"felix.webconsole.label=users", "felix.webconsole.title=Users", "felix.webconsole.category=Bailey"})
public final class UsersPage extends ConsolePage {
    private static final long serialVersionUID = 1;

    public UsersPage() {
        super("users");
    }
}
