package org.bailey.backup.console;

import jakarta.servlet.Servlet;
import org.bailey.console.ConsolePage;
import org.osgi.service.component.annotations.Component;

/** Snapshots of the settings, backups of the appliance. */
@Component(
        service = Servlet.class,
        property = {"felix.webconsole.label=backup", "felix.webconsole.title=Backup", "felix.webconsole.category=Bailey"
        })
public final class BackupPage extends ConsolePage {
    private static final long serialVersionUID = 1;

    public BackupPage() {
        super("backup");
    }
}
