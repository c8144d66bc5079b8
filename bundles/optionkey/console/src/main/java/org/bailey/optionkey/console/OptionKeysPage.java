package org.bailey.optionkey.console;

import jakarta.servlet.Servlet;
import org.bailey.console.ConsolePage;
import org.osgi.service.component.annotations.Component;

/** The serial number, the keys, what they give and how much of it is used. */
@Component(
        service = Servlet.class,
        property = {
            "felix.webconsole.label=optionkeys",
            "felix.webconsole.title=Option keys",
            "felix.webconsole.category=Bailey"
        })
public final class OptionKeysPage extends ConsolePage {
    private static final long serialVersionUID = 1;

    public OptionKeysPage() {
        super("optionkeys");
    }
}
