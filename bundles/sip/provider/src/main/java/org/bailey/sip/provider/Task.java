package org.bailey.sip.provider;

import gov.nist.javax.sip.stack.SIPStackTimerTask;

/** Something to do on the clock of the transactions. */
final class Task extends SIPStackTimerTask {
    private final Runnable work;

    Task(Runnable work) {
        this.work = work;
    }

    @Override
    public void runTask() {
        work.run();
    }

    @Override
    public Object getThreadHash() {
        return this;
    }
}
