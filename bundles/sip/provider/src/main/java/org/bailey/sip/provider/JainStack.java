package org.bailey.sip.provider;

import gov.nist.javax.sip.EventScanner;
import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPTransaction;
import java.util.Properties;
import javax.sip.IOExceptionEvent;
import javax.sip.PeerUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * JAIN-SIP's transaction layer alone: its tables and timers. It has no listening points, no providers and no dialogs, and
 * its thread for delivering events is ended at once: transactions of ours tell their owner directly.
 */
final class JainStack extends SipStackImpl {
    final Counts counts;

    JainStack(Counts counts) throws PeerUnavailableException {
        super(properties());
        this.counts = counts;
        endEventThread();
        cacheClientConnections = true;
        cacheServerConnections = true;
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "bailey");
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        properties.setProperty("gov.nist.javax.sip.TRACE_LEVEL", "0");
        properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", "org.bailey.sip.jain.Slf4jStackLogger");
        properties.setProperty("gov.nist.javax.sip.TIMER_CLASS_NAME", "org.bailey.sip.jain.OneThreadTimer");
        properties.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
        properties.setProperty("gov.nist.javax.sip.RELEASE_REFERENCES_STRATEGY", "None");
        return properties;
    }

    private void endEventThread() {
        EventScanner scanner = getEventScanner();
        scanner.forceStop();
        // it sleeps until something is to be delivered, and looks at its stop flag only then
        scanner.addEvent(new EventWrapper(new IOExceptionEvent(this, "", 0, ""), null));
    }

    /** Ended server transactions go at once; those that stay know it themselves. */
    @Override
    public int getConnectionLingerTimer() {
        return 0;
    }

    @Override
    public void removeTransaction(SIPTransaction transaction) {
        super.removeTransaction(transaction);
        if (transaction instanceof ClientTransaction client) {
            client.removed();
        } else if (transaction instanceof ServerTransaction server) {
            server.removed();
        }
    }

    @Nullable
    ServerTransaction server(String key) {
        return serverTransactionTable.get(key) instanceof ServerTransaction found ? found : null;
    }

    @Nullable
    ClientTransaction client(String key) {
        return clientTransactionTable.get(key) instanceof ClientTransaction found ? found : null;
    }

    /** Ends the clock and forgets all transactions; unlike {@link #stop} it does not sleep. */
    void close() {
        getTimer().stop();
        clientTransactionTable.clear();
        serverTransactionTable.clear();
    }
}
