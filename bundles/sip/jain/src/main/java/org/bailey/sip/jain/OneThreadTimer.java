package org.bailey.sip.jain;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of all transactions: one thread, cancelled tasks leave the queue at once, and a task that fails is logged
 * instead of printed.
 */
public final class OneThreadTimer implements SipTimer {
    private static final Logger LOG = LoggerFactory.getLogger(OneThreadTimer.class);

    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "bailey-sip-timer");
        thread.setDaemon(true);
        return thread;
    });

    public OneThreadTimer() {
        clock.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void start(SipStackImpl stack, Properties properties) {
        // the thread starts with the first task
    }

    @Override
    public boolean schedule(SIPStackTimerTask task, long delayMillis) {
        task.setSipTimerTask(clock.schedule(() -> run(task), delayMillis, TimeUnit.MILLISECONDS));
        return true;
    }

    @Override
    public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delayMillis, long periodMillis) {
        task.setSipTimerTask(
                clock.scheduleAtFixedRate(() -> run(task), delayMillis, periodMillis, TimeUnit.MILLISECONDS));
        return true;
    }

    private static void run(SIPStackTimerTask task) {
        try {
            task.runTask();
        } catch (RuntimeException failed) {
            LOG.error("SIP-090 a transaction timer failed", failed);
        }
    }

    @Override
    public boolean cancel(SIPStackTimerTask task) {
        task.cleanUpBeforeCancel();
        return task.getSipTimerTask() instanceof Future<?> scheduled && scheduled.cancel(false);
    }

    @Override
    public void stop() {
        clock.shutdownNow();
    }

    @Override
    public boolean isStarted() {
        return !clock.isShutdown();
    }
}
