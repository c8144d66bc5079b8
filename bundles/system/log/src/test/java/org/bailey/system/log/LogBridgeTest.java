package org.bailey.system.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.slf4j.event.Level;

class LogBridgeTest {
    /** An entry is an interface of the specification with a dozen methods; two matter here. */
    private static LogEntry entry(LogLevel level, String logger) {
        return (LogEntry) Proxy.newProxyInstance(
                LogBridgeTest.class.getClassLoader(),
                new Class<?>[] {LogEntry.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getLogLevel" -> level;
                    case "getLoggerName" -> logger;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @ParameterizedTest
    @CsvSource({"AUDIT, ERROR", "ERROR, ERROR", "WARN, WARN", "INFO, INFO", "DEBUG, DEBUG", "TRACE, TRACE"})
    void keepsTheLevelOfAnEntry(LogLevel level, Level line) {
        assertEquals(line, LogBridge.level(entry(level, "org.example")));
    }

    @Test
    void bundlesThatComeAndGoAreNoNewsButTheirFailuresAre() {
        assertEquals(Level.DEBUG, LogBridge.level(entry(LogLevel.INFO, "Events.Bundle")));
        assertEquals(Level.ERROR, LogBridge.level(entry(LogLevel.ERROR, "Events.Framework")));
    }
}
