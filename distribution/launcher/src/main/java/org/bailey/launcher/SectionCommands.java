package org.bailey.launcher;

import java.util.Collection;
import java.util.Map;
import java.util.function.BiFunction;
import org.bailey.launcher.ControlSocket.Answer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The commands that a section answers, reached through types of the JDK only: launcher and bundles share no classes. */
final class SectionCommands {
    @SuppressWarnings("rawtypes")
    private static final Class<BiFunction> TYPE = BiFunction.class;

    private SectionCommands() {}

    /** @param command {@code apply}, {@code diff}, {@code export} or {@code check}; {@code body} the configuration file's text */
    static Answer configuration(BundleContext context, String command, String body) {
        return call(context, "config", "org.bailey.system.provider", command, body);
    }

    /** @param command what follows {@code bailey tls}; {@code body} the text that goes with it */
    static Answer tls(BundleContext context, String command, String body) {
        return call(context, "tls", "org.bailey.tls.provider", command, body);
    }

    /** @param command {@code add}, {@code remove} or {@code list}; {@code body} the text or name of a key */
    static Answer key(BundleContext context, String command, String body) {
        return call(context, "key", "org.bailey.optionkey.provider", command, body);
    }

    /** @param command what follows {@code bailey module}, or {@code drain} and what follows it; {@code body} the path of a file */
    static Answer module(BundleContext context, String command, String body) {
        return call(context, "module", "org.bailey.module.provider", command, body);
    }

    /** @param command what follows {@code bailey snapshot}; {@code body} its arguments, one a line */
    static Answer snapshot(BundleContext context, String command, String body) {
        return call(context, "snapshot", "org.bailey.system.provider", command, body);
    }

    /** @param command {@code make}, {@code plan} or {@code restore}; {@code body} passphrase, chosen words and file */
    static Answer backup(BundleContext context, String command, String body) {
        return call(context, "backup", "org.bailey.backup.provider", command, body);
    }

    /** @param command what follows {@code bailey dialplan}; {@code body} its arguments, one a line, or a file's text */
    static Answer dialPlan(BundleContext context, String command, String body) {
        return call(context, "dialplan", "org.bailey.dialplan.provider", command, body);
    }

    private static Answer call(BundleContext context, String word, String bundle, String command, String body) {
        try {
            @SuppressWarnings("rawtypes")
            Collection<ServiceReference<BiFunction>> found =
                    context.getServiceReferences(TYPE, "(org.bailey.control=" + word + ")");
            if (found.isEmpty()) {
                return new Answer(
                        ExitCode.SOFTWARE.number(),
                        "Nobody answers \"" + word + "\": bundle " + bundle + " does not run.");
            }
            @SuppressWarnings("unchecked")
            BiFunction<String, String, Map.Entry<Integer, String>> service =
                    context.getService(found.iterator().next());
            Map.Entry<Integer, String> result = service.apply(command, body);
            return new Answer(result.getKey(), result.getValue());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
