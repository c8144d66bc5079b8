package org.bailey.sip.provider;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPClientTransactionImpl;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPTransactionErrorEvent;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import java.io.IOException;
import javax.sip.TransactionState;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipResponse;
import org.bailey.sip.TransactionId;
import org.jspecify.annotations.Nullable;

/** A request of ours and its answers. States, repetition and time limits are JAIN-SIP's; the bytes are ours. */
final class ClientTransaction extends SIPClientTransactionImpl implements Path.Watcher {
    private final TransactionId id;
    private final JainStack stack;
    private final JainRequest request;
    private final JainPath way;
    private final Events events;
    private final Followers followers;
    private boolean over;
    private boolean provisional;
    private @Nullable String cancelReason;
    private boolean cancelSent;

    /** How the requests that follow an INVITE are made: they repeat its headers and go the same way. */
    interface Followers {
        byte[] acknowledgement(SipResponse response);

        void cancel(ClientTransaction invite, String reason);
    }

    ClientTransaction(
            JainStack stack, JainPath way, JainRequest request, TransactionId id, Events events, Followers followers) {
        super(stack, way);
        this.stack = stack;
        this.way = way;
        this.request = request;
        this.id = id;
        this.events = events;
        this.followers = followers;
        way.watch(this);
        setOriginalRequest(request);
        setResponseInterface(new News());
    }

    TransactionId id() {
        return id;
    }

    Path path() {
        return way.path();
    }

    void begin(SipSettings settings) throws IOException {
        if (settings.t1Millis() != 500) {
            setRetransmitTimer(settings.t1Millis());
        }
        setTimerT2(settings.t2Millis());
        setTimerT4(settings.t4Millis());
        stack.addTransaction(this);
        sendMessage(request);
    }

    /** A response with our branch and method came. */
    void answered(SipResponse response, Path from) {
        if (isInviteTransaction() && response.provisional()) {
            goOnCancelling();
        }
        processResponse(JainResponse.received(request, response, from), way, null);
    }

    /** Cancels now, or with the first provisional answer (RFC 3261 section 9.1). */
    void cancel(String reason) {
        synchronized (this) {
            if (over || cancelReason != null || !isInviteTransaction()) {
                return;
            }
            cancelReason = reason;
            if (!provisional) {
                return;
            }
        }
        goOnCancelling();
    }

    private void goOnCancelling() {
        String reason;
        synchronized (this) {
            provisional = true;
            reason = cancelReason;
            if (reason == null || cancelSent || over) {
                return;
            }
            cancelSent = true;
        }
        followers.cancel(this, reason);
    }

    /** Who was cancelled and does not answer for 64 T1 counts as silent (RFC 3261 section 9.1). */
    void giveUp() {
        if (end()) {
            events.tell(id.owner(), new SipEvent.TimedOut(id));
            abandon();
        }
    }

    private synchronized boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }

    @Override
    public void broken(String reason) {
        if (end()) {
            abandon();
            events.tell(id.owner(), new SipEvent.Unsendable(id, reason));
        }
    }

    private void abandon() {
        setState(TransactionState._TERMINATED);
        disableRetransmissionTimer();
        disableTimeoutTimer();
        stack.removeTransaction(this);
    }

    /** JAIN-SIP makes the ACK of a refusal itself; the bytes are made here. */
    @Override
    public void sendMessage(SIPMessage message) throws IOException {
        if (message instanceof JainRequest) {
            super.sendMessage(message);
        } else if (lastResponse instanceof JainResponse response && response.received() != null) {
            super.sendMessage(new JainRequest("ACK", getBranch(), followers.acknowledgement(response.received())));
        }
    }

    private final class News implements ServerResponseInterface {
        @Override
        public void processResponse(SIPResponse response, MessageChannel channel, @Nullable SIPDialog dialog) {
            processResponse(response, channel);
        }

        @Override
        public void processResponse(SIPResponse response, MessageChannel channel) {
            SipResponse received = response instanceof JainResponse ours ? ours.received() : null;
            if (received == null || received.status() == 100) {
                return;
            }
            if (!received.provisional()) {
                end();
                way.forget();
            }
            Path from = ((JainResponse) response).path();
            events.tell(id.owner(), new SipEvent.Responded(id, received, (from == null ? path() : from).source()));
        }
    }

    @Override
    public void raiseErrorEvent(int error) {
        super.raiseErrorEvent(error);
        if (error == SIPTransactionErrorEvent.TIMEOUT_ERROR && end()) {
            events.tell(id.owner(), new SipEvent.TimedOut(id));
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
        way.forget();
    }
}
