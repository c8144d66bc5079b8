package org.bailey.launcher;

import java.util.Collection;
import java.util.Map;
import java.util.function.BiFunction;
import org.bailey.launcher.ControlSocket.Answer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The {@code system} section's configuration service, reached through types of the JDK only: launcher and bundles
 * share no classes.
 */
final class ConfigurationService {
    @SuppressWarnings("rawtypes")
    private static final Class<BiFunction> TYPE = BiFunction.class;

    private static final String FILTER = "(org.bailey.control=config)";

    private ConfigurationService() {}

    /** @param command {@code apply}, {@code diff}, {@code export} or {@code check}; {@code body} the configuration file's text */
    static Answer call(BundleContext context, String command, String body) {
        try {
            @SuppressWarnings("rawtypes")
            Collection<ServiceReference<BiFunction>> found = context.getServiceReferences(TYPE, FILTER);
            if (found.isEmpty()) {
                return new Answer(
                        ExitCode.SOFTWARE.number(),
                        "The configuration service is not there: bundle org.bailey.system.provider does not run.");
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
