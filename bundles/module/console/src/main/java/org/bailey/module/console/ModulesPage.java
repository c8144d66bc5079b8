package org.bailey.module.console;

import jakarta.servlet.Servlet;
import org.bailey.console.ConsolePage;
import org.osgi.service.component.annotations.Component;

/** Features and their bundles, updates and what became of them. */
@Component(
        service = Servlet.class,
        property = {
            "felix.webconsole.label=modules",
            "felix.webconsole.title=Modules",
            "felix.webconsole.category=Bailey"
        })
public final class ModulesPage extends ConsolePage {
    private static final long serialVersionUID = 1;

    public ModulesPage() {
        super("modules");
    }
}
