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
    private static final byte[] NOTHING = new byte[0];

    private final TransactionId id;
    private final JainStack stack;
    private final String key;
    private @Nullable JainRequest request;
    private final JainPath way;
    private final Events events;
    private final Runnable forgotten;
    private @Nullable ResponseHead head;
    private volatile byte[] last = NOTHING;
    private volatile int status;
    /** What our answers put on To; empty until one did. */
    private String tag = "";

    private long lingerMillis;
    private boolean lingering;

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
        key = request.getTransactionId();
        this.id = id;
        this.head = head;
        this.events = events;
        this.forgotten = forgotten;
        setOriginalRequest(request);
        // without somebody to hand requests to it would answer CANCEL by itself
        setRequestInterface((ignored, channel) -> {});
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
        lingerMillis = 64L * settings.t1Millis();
        setTimerT2(settings.t2Millis());
        setTimerT4(settings.t4Millis());
        processRequest(getOriginalRequest(), way);
        stack.addTransaction(this);
    }

    /** The same request came again: answers go where the last one came from (RFC 3261 section 18.2.2). */
    void again(String method, Path from) {
        stack.counts.retransmissionsIn.increment();
        way.moveTo(from);
        again(method);
    }

    /** What follows came: the ACK of our answer. */
    void again(String method) {
        processRequest(new JainRequest(method, key, new byte[0]), way);
    }

    /** {@return the tag for the answer to a CANCEL, the same as that of ours to the INVITE (RFC 3261 section 9.2)} */
    synchronized String tag() {
        if (tag.isEmpty()) {
            tag = id.id();
        }
        return tag;
    }

    /** {@return whether it was still wanted} */
    synchronized boolean answer(SipResponse response, String agent) throws IOException {
        ResponseHead text = head;
        boolean repeated = status >= 200 && status < 300 && response.success() && isInviteTransaction();
        if (text == null || (status >= 200 && !repeated)) {
            return false;
        }
        byte[] bytes = text.bytes(tagged(response), agent);
        JainRequest asked = request;
        if (repeated || asked == null) {
            way.path().send(bytes, null);
            return true;
        }
        status = response.status();
        sendMessage(JainResponse.sending(asked, response.status(), bytes));
        if (status >= 200) {
            slim();
        }
        return true;
    }

    /** A refusal after an answer to CANCEL has its tag; all others make dialogs and bring their own. */
    private SipResponse tagged(SipResponse response) {
        if (response.status() >= 300 && !tag.isEmpty()) {
            return new SipResponse(response.status(), response.reason(), response.headers(), response.body(), tag);
        }
        tag = response.toTag();
        return response;
    }

    /** Up to 32 s are left, and thousands of us: nothing is kept that no timer and no repetition needs. */
    private void slim() {
        boolean accepted = isInviteTransaction() && status < 300;
        request = null;
        originalRequest = null;
        if (accepted) {
            last = NOTHING;
        } else {
            head = null;
        }
        if (accepted || !isInviteTransaction()) {
            lastResponse = null;
        }
    }

    /** An accepted INVITE stays until its last 2xx and ACK are over. */
    @Override
    public void cleanUp() {
        if (lingering
                || !isInviteTransaction()
                || status >= 300
                || !stack.getTimer().isStarted()) {
            super.cleanUp();
            return;
        }
        lingering = true;
        stack.getTimer().schedule(new Task(super::cleanUp), lingerMillis);
    }

    /** There is no table of merged requests. */
    @Override
    public String getMergeId() {
        return "";
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
        byte[] bytes = last;
        if (bytes.length > 0) { // else a 2xx overtook the request: its owner repeats it
            stack.counts.retransmissionsOut.increment();
            way.path().send(bytes, null);
        }
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
