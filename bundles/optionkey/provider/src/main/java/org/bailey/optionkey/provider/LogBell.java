package org.bailey.optionkey.provider;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Into the log, and as an event of topic {@code org/bailey/alarm/optionkey} with properties code, level, feature, key and text. */
final class LogBell implements Bell {
    static final String TOPIC = "org/bailey/alarm/optionkey";
    private static final Logger LOG = LoggerFactory.getLogger("org.bailey.optionkey");

    private final Supplier<@Nullable EventAdmin> events;

    LogBell(Supplier<@Nullable EventAdmin> events) {
        this.events = events;
    }

    @Override
    public void ring(Level level, String code, String feature, String key, String sentence) {
        switch (level) {
            case INFO -> LOG.info("{}", sentence);
            case WARN -> LOG.warn("{} {}", code, sentence);
            case ERROR -> LOG.error("{} {}", code, sentence);
        }
        EventAdmin listening = events.get();
        if (listening != null) {
            listening.postEvent(new Event(
                    TOPIC,
                    Map.of("code", code, "level", level.name(), "feature", feature, "key", key, "text", sentence)));
        }
    }
}
