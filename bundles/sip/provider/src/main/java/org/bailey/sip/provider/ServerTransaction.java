package org.bailey.sip.provider;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransactionImpl;
import gov.nist.javax.sip.stack.SIPTransactionErrorEvent;
import java.io.IOException;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipResponse;
import org.bailey.sip.TransactionId;
import org.jspecify.annotations.Nullable;

/**
 * A request of a peer and our answers. States and timers are JAIN-SIP's; the bytes are ours. An INVITE answered 2xx stays
 * for 64 T1, so that its owner can repeat the answer.
 */
final class ServerTransaction extends SIPServerTransactionImpl {
    private final TransactionId id;
    private final JainStack stack;
    private final JainRequest request;
    private final JainPath way;
    private final Events events;
    private final Runnable forgotten;
    private @Nullable ResponseHead head;
    private byte[] last = new byte[0];
    private volatile int status;

    ServerTransaction(
            JainStack stack,
            JainPath way,
            JainRequest request,
            TransactionId id,
            ResponseHead head,
            Events events,
            Runnable forgotten) {
        super(stack, way);
        this.stack = stack;
        this.way = way;
        this.request = request;
        this.id = id;
        this.head = head;
        this.events = events;
        this.forgotten = forgotten;
        setOriginalRequest(request);
    }

    TransactionId id() {
        return id;
    }

    /** {@return the status of our last answer, 0 before the first} */
    int status() {
        return status;
    }

    /** Takes the request that made this transaction. */
    void begin(SipSettings settings) throws IOException {
        if (settings.t1Millis() != 500) {
            setRetransmitTimer(settings.t1Millis());
        }
        setTimerT2(settings.t2Millis());
        setTimerT4(settings.t4Millis());
        processRequest(request, way);
        stack.addTransaction(this);
    }

    /** The same request came again, or the ACK of our answer. */
    void again(String method) {
        processRequest(new JainRequest(method, request.getTransactionId(), new byte[0]), way);
    }

    /** {@return whether it was still wanted} */
    synchronized boolean answer(SipResponse response, String agent) throws IOException {
        ResponseHead text = head;
        boolean repeated = status >= 200 && status < 300 && response.success() && isInviteTransaction();
        if (text == null || (status >= 200 && !repeated)) {
            return false;
        }
        byte[] bytes = text.bytes(response, agent);
        if (response.status() >= 200 && !(isInviteTransaction() && response.success())) {
            head = null;
        }
        status = response.status();
        sendMessage(JainResponse.sending(request, response.status(), bytes));
        return true;
    }

    @Override
    protected void sendResponse(SIPResponse response) {
        if (response instanceof JainResponse ours) {
            last = ours.bytes();
            way.path().send(last, null);
        }
        startTransactionTimer();
    }

    @Override
    public void resendLastResponseAsBytes() {
        way.path().send(last, null);
    }

    /** The keeper sends 100 at once: no timer is needed for it. */
    @Override
    public void map() {
        isMapped = true;
    }

    @Override
    public void raiseErrorEvent(int error) {
        super.raiseErrorEvent(error);
        if (error == SIPTransactionErrorEvent.TIMEOUT_ERROR && isInviteTransaction() && status >= 300) {
            events.tell(id.owner(), new SipEvent.Unacknowledged(id));
        }
    }

    @Override
    public void raiseIOExceptionEvent() {
        // paths tell their watchers; nothing is thrown here
    }

    @Override
    public boolean testAndSetTransactionTerminatedEvent() {
        return false;
    }

    @Override
    @SuppressWarnings("NullAway") // there is no provider, and nobody asks for one
    public SipProviderImpl getSipProvider() {
        return null;
    }

    void removed() {
        forgotten.run();
    }
}
