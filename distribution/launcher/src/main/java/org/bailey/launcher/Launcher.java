package org.bailey.launcher;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bailey.launcher.ControlSocket.Answer;

/** {@code bailey run}: one appliance in the foreground, from first message to exit code. */
public final class Launcher {
    /** Everything that configuration needs runs, no section yet. */
    private static final int LEVEL_CONFIGURABLE = 20;
    /** Certificates are made, the HTTP service is not up yet. */
    private static final int LEVEL_IDENTITIES = 30;

    private static final int LEVEL_ALL = 100;
    private static final long CONSOLE_WAIT_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Options options;
    private long begun = System.nanoTime();

    private Launcher(Options options) {
        this.options = options;
    }

    /** Arguments as in {@link Options#USAGE}; ends the process with an {@link ExitCode}. */
    public static void main(String[] args) {
        Path home =
                Path.of(System.getProperty("bailey.home", ".")).toAbsolutePath().normalize();
        Path data =
                Path.of(System.getProperty("bailey.data", home.resolve("data").toString()));
        ExitCode code;
        try {
            code = new Launcher(Options.parse(home, data, List.of(args))).run();
        } catch (LaunchException e) {
            System.err.println(e.getMessage());
            code = e.code();
        }
        Runtime.getRuntime().halt(code.number());
    }

    private ExitCode run() throws LaunchException {
        try (DataDirectory data = DataDirectory.claim(options.data())) {
            return run(data);
        } catch (FileNotFoundException e) {
            throw new LaunchException(ExitCode.NO_INPUT, "A file is missing: " + e.getMessage(), e);
        } catch (LaunchException e) {
            throw e;
        } catch (Exception e) {
            e.printStackTrace();
            throw new LaunchException(ExitCode.SOFTWARE, "The appliance broke while starting: " + e, e);
        }
    }

    private ExitCode run(DataDirectory data) throws Exception {
        quietUntilTheLogIsUp();
        Preparation preparation = Preparation.of(options, data);
        String host = preparation.properties().getOrDefault("org.apache.felix.http.host", "127.0.0.1");
        requireFree(host, options.httpPort());
        say("Bailey starts; everything it keeps is in " + options.data());
        Appliance appliance = new Appliance(preparation, data.path("cache/bundles.properties"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endBySignal(appliance, data), "bailey-stop"));
        try {
            boolean again = true;
            while (again) {
                comeUp(appliance, preparation.identity(), data, host);
                try (ControlSocket control =
                        ControlSocket.open(data, new Commands(appliance, options, console(host))::answer)) {
                    Files.writeString(data.path("run/ready"), control.path() + "\n");
                    again = appliance.awaitStop();
                }
                begun = System.nanoTime();
                Files.deleteIfExists(data.path("run/ready"));
            }
            return ExitCode.OK;
        } catch (LaunchException e) {
            appliance.stop();
            throw e;
        }
    }

    /** Until the log bridge takes over, java.util.logging would write to the terminal. */
    private static void quietUntilTheLogIsUp() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setLevel(Level.WARNING);
        }
    }

    private void comeUp(Appliance appliance, ConsoleIdentity identity, DataDirectory data, String host)
            throws Exception {
        appliance.prepare();
        appliance.raiseTo(LEVEL_CONFIGURABLE);
        applyConfiguration(appliance);
        appliance.raiseTo(LEVEL_IDENTITIES);
        identity.ensure();
        appliance.raiseTo(LEVEL_ALL);
        appliance.takeFailures().forEach(failure -> System.err.println("WARNING " + failure));
        checkConfiguration(appliance);
        String console = console(host);
        data.publish(ProcessHandle.current().pid(), console);
        boolean answers = awaitConsole(host);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        if (answers) {
            say(String.format("Bailey is up after %.1f s; console: %s", millis / 1000.0, console));
        } else {
            System.err.println("WARNING the console does not answer on " + console + "; see log/bailey.log");
        }
    }

    private String console(String host) {
        return "https://" + host + ":" + options.httpPort() + "/system/console";
    }

    private void applyConfiguration(Appliance appliance) throws LaunchException, IOException {
        Path file = options.config();
        if (file != null) {
            Answer answer = SectionCommands.configuration(appliance.context(), "apply", Files.readString(file));
            if (answer.exitCode() != 0) {
                ExitCode code = answer.exitCode() == ExitCode.CONFIG_REFUSED.number()
                        ? ExitCode.CONFIG_REFUSED
                        : ExitCode.SOFTWARE;
                throw new LaunchException(code, file + ": " + answer.text().strip());
            }
            say(file + ": " + answer.text().strip());
        }
    }

    /** What came from the console, or from an older version, nobody has checked as a whole. */
    private static void checkConfiguration(Appliance appliance) {
        Answer answer = SectionCommands.configuration(appliance.context(), "check", "");
        if (answer.exitCode() != 0) {
            answer.text()
                    .lines()
                    .forEach(line -> System.err.println("WARNING " + line + "; correct it with bailey config apply"));
        }
    }

    private static void requireFree(String host, int port) throws LaunchException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.PORT_TAKEN,
                    "The console's port " + host + ":" + port + " cannot be opened (" + e.getMessage()
                            + "); stop what uses it or give another with --http PORT",
                    e);
        }
    }

    private boolean awaitConsole(String host) {
        long deadline = System.nanoTime() + CONSOLE_WAIT_NANOS;
        while (System.nanoTime() < deadline) {
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress(host, options.httpPort()), 1000);
                return true;
            } catch (IOException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        return false;
    }

    /** SIGTERM and SIGINT are requests, not failures: stop in order and end with code 0. */
    private void endBySignal(Appliance appliance, DataDirectory data) {
        appliance.stop();
        try {
            data.close();
        } catch (IOException e) {
            System.err.println("The data directory was not left in order: " + e.getMessage());
        }
        Runtime.getRuntime().halt(ExitCode.OK.number());
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
