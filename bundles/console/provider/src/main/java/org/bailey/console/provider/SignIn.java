package org.bailey.console.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.bailey.system.StoredSettings;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Holds the gate of this appliance, with its files in {@code console} of the data directory. */
@Component(configurationPid = "org.bailey.console", service = SignIn.class)
@Designate(ocd = ConsoleConfig.class)
public final class SignIn {
    private static final StoredSettings<ConsoleConfig, ConsoleSettings> STORED =
            new StoredSettings<>("org.bailey.console", ConsoleConfig.class, ConsoleSettings::from);

    private final Gate gate;
    private volatile ConsoleSettings settings;

    @Activate
    public SignIn(ConsoleConfig config, BundleContext bundle) throws IOException {
        String data = bundle.getProperty("bailey.data");
        if (data == null) {
            throw new IllegalStateException(
                    "the framework property bailey.data is not set: it names the data directory");
        }
        settings = STORED.begin(config);
        gate = Gate.open(Path.of(data, "console"), Clock.systemUTC(), settings, SignIn::show);
    }

    @Modified
    void reconfigure(ConsoleConfig config) {
        settings = STORED.change(settings, config);
        gate.use(settings);
    }

    Gate gate() {
        return gate;
    }

    /** To the terminal only: a log is read by more people, and kept. */
    private static void show(String password) {
        System.out.println("Sign in as admin; the password was made just now and is shown only this once.\n"
                + "password: " + password);
        System.out.flush();
    }
}
