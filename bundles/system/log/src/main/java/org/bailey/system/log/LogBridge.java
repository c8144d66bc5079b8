package org.bailey.system.log;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes each entry of the OSGi log (OSGi Compendium R8 section 101), and what libraries say through
 * {@code java.util.logging}, to the SLF4J logger of the same name.
 */
@Component(service = {})
public final class LogBridge implements LogListener {
    private static final String FRAMEWORK_EVENTS = "Events.";

    private final LogReaderService reader;

    @Activate
    public LogBridge(@Reference LogReaderService reader) {
        this.reader = reader;
        LoggerFactory.getILoggerFactory(); // ready before the first entry: whoever logs meanwhile would be kept waiting
        reader.addLogListener(this);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    @Deactivate
    void close() {
        reader.removeLogListener(this);
        SLF4JBridgeHandler.uninstall();
    }

    /** Called by the log service, one entry at a time. */
    @Override
    public void logged(LogEntry entry) {
        LoggingEventBuilder line =
                LoggerFactory.getLogger(name(entry)).atLevel(level(entry)).setMessage(entry.getMessage());
        if (entry.getException() != null) {
            line.setCause(entry.getException());
        }
        line.log();
    }

    private static String name(LogEntry entry) {
        String logger = entry.getLoggerName();
        return logger == null || logger.isEmpty() ? String.valueOf(entry.getBundle()) : logger;
    }

    /** Bundle, service and framework events arrive at INFO, dozens a start: of interest only to who looks for them. */
    static Level level(LogEntry entry) {
        LogLevel level = entry.getLogLevel();
        if (level == LogLevel.INFO && String.valueOf(entry.getLoggerName()).startsWith(FRAMEWORK_EVENTS)) {
            return Level.DEBUG;
        }
        return switch (level) {
            case AUDIT, ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case INFO -> Level.INFO;
            case DEBUG -> Level.DEBUG;
            case TRACE -> Level.TRACE;
        };
    }
}
