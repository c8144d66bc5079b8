package org.bailey.system.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bailey.system.ConfigurationCheck;
import org.bailey.system.SelfCheck;
import org.bailey.system.SettingsBatch;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code bailey config apply|diff|export} inside the appliance, and the features' defaults at its start; {@code check} says
 * what of it all cannot be, {@code problems} also which parts do not run.
 *
 * <p>A function of command and file text to exit code and answer, in types of the JDK, because the launcher that
 * calls it is no bundle and shares no classes with one.
 */
@Component(
        service = {BiFunction.class, SelfCheck.class, ConfigurationCommands.class},
        property = "org.bailey.control=config",
        immediate = true)
public final class ConfigurationCommands implements BiFunction<String, String, Map.Entry<Integer, String>>, SelfCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationCommands.class);
    private static final Pattern SECTION = Pattern.compile("org\\.bailey\\.[a-z0-9]+");
    private static final int OK = 0;
    private static final int DIFFERENT = 1;
    private static final int USAGE = 64;
    private static final int REFUSED = 65;
    private static final int SOFTWARE = 70;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private final Collection<ConfigurationCheck> checks = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private final Collection<SettingsBatch> batches = new CopyOnWriteArrayList<>();

    private final Configurations configurations;
    private final BundleContext context;
    private final ServiceComponentRuntime parts;

    @Activate
    public ConfigurationCommands(
            BundleContext context,
            @Reference ConfigurationAdmin admin,
            @Reference ServiceComponentRuntime parts,
            @Reference Guard guard) {
        this.parts = parts;
        this.context = context;
        String data = context.getProperty("bailey.data");
        this.configurations = new Configurations(
                new AdminStore(admin),
                this::catalog,
                Path.of(data == null ? "data" : data, "config/origins.properties"),
                this::checks,
                new BatchGuard(guard, batches));
        bringDefaults(context.getProperty("bailey.defaults"), guard);
    }

    private List<ConfigurationCheck> checks() {
        List<ConfigurationCheck> all = new ArrayList<>(checks);
        all.addAll(StoppedSections.checks(context.getBundles()));
        return all;
    }

    public Configurations configurations() {
        return configurations;
    }

    public Catalog catalog() {
        Catalog catalog = Catalog.of(context.getBundles());
        KeyedJars.read(context.getProperty("bailey.features")).forEach(catalog::addMissing);
        return catalog;
    }

    private void bringDefaults(@Nullable String file, Guard guard) {
        if (file == null) {
            return;
        }
        try {
            configurations.bringDefaults(Files.readString(Path.of(file)));
            guard.look("before the features brought their defaults");
        } catch (Refused | IOException e) {
            LOG.error("SYSTEM-002 The features' default configurations were not applied: {}", e.getMessage(), e);
        }
    }

    @Override
    public Map.Entry<Integer, String> apply(String command, String text) {
        try {
            return switch (command) {
                case "apply" -> applied(configurations.apply(text));
                case "diff" -> compared(configurations.compare(text));
                case "export" -> Map.entry(OK, configurations.export());
                case "check" -> checked(configurations.objections());
                case "problems" -> Map.entry(OK, String.join("\n", problems()));
                default -> Map.entry(USAGE, "config " + command + " is not a command");
            };
        } catch (Refused e) {
            LOG.warn("A configuration was refused: {}", e.getMessage());
            return Map.entry(REFUSED, "refused, nothing was applied:\n  " + String.join("\n  ", e.reasons()));
        } catch (IOException e) {
            LOG.error("SYSTEM-003 {}", e.getMessage(), e);
            return Map.entry(SOFTWARE, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        try {
            configurations.objections().forEach(one -> problems.add(one + " (stored, but not in force)"));
        } catch (IOException e) {
            problems.add("the stored settings cannot be read: " + e.getMessage());
        }
        problems.addAll(Parts.problems(parts));
        return problems;
    }

    private Map.Entry<Integer, String> applied(List<Change> changes) {
        if (changes.isEmpty()) {
            return Map.entry(OK, "applied; it held already, nothing changed");
        }
        LOG.info(
                "Configuration applied, changed: {}",
                changes.stream().map(Change::pid).collect(Collectors.joining(", ")));
        return Map.entry(OK, "applied\n" + lines(changes) + remarks(changes));
    }

    /** Only of the sections that something was changed in: others were told before. */
    private String remarks(List<Change> changes) {
        try {
            StringBuilder text = new StringBuilder();
            for (String remark : configurations.remarks()) {
                String section = section(remark);
                if (section.isEmpty()
                        || changes.stream().anyMatch(one -> section(one.pid()).equals(section))) {
                    text.append("\nwarning: ").append(remark);
                }
            }
            return text.toString();
        } catch (IOException e) {
            return "\nwarning: the settings cannot be looked through: " + e.getMessage();
        }
    }

    /** {@return such as {@code org.bailey.dialplan}; empty where the text does not begin with a PID} */
    private static String section(String text) {
        Matcher pid = SECTION.matcher(text);
        return pid.lookingAt() ? pid.group() : "";
    }

    private static Map.Entry<Integer, String> checked(List<String> objections) {
        objections.forEach(objection -> LOG.warn("{}", objection));
        return Map.entry(objections.isEmpty() ? OK : REFUSED, String.join("\n", objections));
    }

    private Map.Entry<Integer, String> compared(List<Change> changes) {
        return changes.isEmpty() ? Map.entry(OK, "no difference") : Map.entry(DIFFERENT, lines(changes));
    }

    private String lines(List<Change> changes) {
        Catalog catalog = catalog();
        List<String> lines = new ArrayList<>();
        changes.forEach(
                change -> lines.addAll(change.shown(catalog.find(change.pid())).lines()));
        return String.join("\n", lines);
    }
}
