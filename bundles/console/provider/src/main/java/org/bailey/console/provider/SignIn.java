package org.bailey.console.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the gate of this appliance, with its files in {@code console} of the data directory. */
@Component(configurationPid = "org.bailey.console", service = SignIn.class)
@Designate(ocd = ConsoleConfig.class)
public final class SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final Gate gate;

    @Activate
    public SignIn(ConsoleConfig config, BundleContext bundle) throws IOException {
        String data = bundle.getProperty("bailey.data");
        if (data == null) {
            throw new IllegalStateException(
                    "the framework property bailey.data is not set: it names the data directory");
        }
        gate = Gate.open(Path.of(data, "console"), Clock.systemUTC(), checked(config), SignIn::show);
    }

    @Modified
    void reconfigure(ConsoleConfig config) {
        gate.use(checked(config));
    }

    Gate gate() {
        return gate;
    }

    private static ConsoleSettings checked(ConsoleConfig config) {
        try {
            return ConsoleSettings.from(config);
        } catch (IllegalArgumentException e) {
            LOG.error("{}; the defaults are used", e.getMessage());
            return ConsoleSettings.DEFAULTS;
        }
    }

    /** To the terminal only: a log is read by more people, and kept. */
    private static void show(String password) {
        System.out.println("Sign in as admin; the password was made just now and is shown only this once.\n"
                + "password: " + password);
        System.out.flush();
    }
}
