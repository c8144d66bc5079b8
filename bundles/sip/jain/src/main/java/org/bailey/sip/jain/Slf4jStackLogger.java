package org.bailey.sip.jain;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what JAIN-SIP has to say to SLF4J; its per-packet tracing stays off unless the logger is at TRACE. */
public final class Slf4jStackLogger implements StackLogger {
    private static final Logger LOG = LoggerFactory.getLogger("org.bailey.sip.jain");

    @Override
    public void logStackTrace() {
        logStackTrace(TRACE_DEBUG);
    }

    @Override
    public void logStackTrace(int traceLevel) {
        // a stack trace per message helps nobody
    }

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void logException(Throwable exception) {
        LOG.debug("JAIN-SIP", exception);
    }

    @Override
    public void logDebug(String message) {
        LOG.trace(message);
    }

    @Override
    public void logDebug(String message, Exception exception) {
        LOG.trace(message, exception);
    }

    @Override
    public void logTrace(String message) {
        LOG.trace(message);
    }

    @Override
    public void logFatalError(String message) {
        LOG.error(message);
    }

    @Override
    public void logError(String message) {
        LOG.warn(message);
    }

    @Override
    public void logError(String message, Exception exception) {
        LOG.warn(message, exception);
    }

    @Override
    public void logWarning(String message) {
        LOG.debug(message);
    }

    @Override
    public void logInfo(String message) {
        LOG.debug(message);
    }

    @Override
    public boolean isLoggingEnabled() {
        return LOG.isDebugEnabled();
    }

    @Override
    public boolean isLoggingEnabled(int level) {
        return level >= TRACE_DEBUG ? LOG.isTraceEnabled() : level >= TRACE_INFO ? LOG.isDebugEnabled() : true;
    }

    @Override
    public void disableLogging() {
        // the logging configuration decides
    }

    @Override
    public void enableLogging() {
        // the logging configuration decides
    }

    @Override
    public void setBuildTimeStamp(String buildTimeStamp) {
        // nothing to tell
    }

    @Override
    public void setStackProperties(Properties stackProperties) {
        // nothing to set
    }

    @Override
    public String getLoggerName() {
        return LOG.getName();
    }
}
