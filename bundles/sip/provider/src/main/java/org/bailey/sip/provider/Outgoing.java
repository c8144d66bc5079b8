package org.bailey.sip.provider;

import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bailey.sip.Body;
import org.bailey.sip.Header;
import org.bailey.sip.Headers;
import org.bailey.sip.Hop;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;
import org.bailey.sip.TransactionId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what our users ask for. */
final class Outgoing {
    private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);
    private static final int POLITE_BYTES = 11_000;
    private static final int POLITE_HEADERS = 100;
    /** What becomes of a CANCEL is not told: its INVITE ends in some other way. */
    private static final Events NOBODY = (owner, event) -> {};

    private final JainStack stack;
    private final Branches branches;
    private final Users users;
    private final Counts counts;
    private final Supplier<SipSettings> settings;
    private final Function<String, @Nullable Listener> listeners;
    private final Function<Path, String> sentBy;

    Outgoing(
            JainStack stack,
            Branches branches,
            Users users,
            Counts counts,
            Supplier<SipSettings> settings,
            Function<String, @Nullable Listener> listeners,
            Function<Path, String> sentBy) {
        this.stack = stack;
        this.branches = branches;
        this.users = users;
        this.counts = counts;
        this.settings = settings;
        this.listeners = listeners;
        this.sentBy = sentBy;
    }

    void send(TransactionId id, SipRequest request, Hop hop) {
        String branch = branches.of(id);
        String refusal = refusal(hop);
        if (stack.client(branch) != null) {
            refusal = "transaction " + id + " is under way already";
        } else if (stack.getClientTransactionTableSize() >= settings.get().maxTransactions()) {
            refusal = "too many transactions are under way: maxTransactions of org.bailey.sip is "
                    + settings.get().maxTransactions();
        }
        Listener listener = listeners.apply(hop.listener());
        if (!refusal.isEmpty() || listener == null) {
            users.tell(id.owner(), new SipEvent.Unsendable(id, refusal));
            return;
        }
        Path path = listener.path(hop);
        String via = via(path, branch);
        byte[] bytes = MessageWriter.request(request, via, settings.get().userAgent());
        watchSize(request, bytes, hop);
        counts.requestsOut.increment();
        begin(id, path, new JainRequest(request.method(), branch, bytes), users, new Following(request, via, path));
    }

    private String refusal(Hop hop) {
        Listener listener = listeners.apply(hop.listener());
        if (listener == null) {
            return "there is no SIP listener '" + hop.listener() + "'";
        }
        if (hop.address().isUnresolved()) {
            return "the address of " + hop.address().getHostString() + " is not known: no DNS server gave one";
        }
        return listener.settings.transport() == hop.transport()
                ? ""
                : "SIP listener '" + hop.listener() + "' does not speak "
                        + hop.transport().token();
    }

    private void begin(
            TransactionId id, Path path, JainRequest request, Events events, ClientTransaction.Followers followers) {
        try {
            new ClientTransaction(stack, new JainPath(stack, path), request, id, events, followers)
                    .begin(settings.get());
        } catch (IOException impossible) {
            LOG.error("SIP-094 request of {} could not be sent", id, impossible);
        }
    }

    private String via(Path path, String branch) {
        return "SIP/2.0/" + path.source().transport().name() + " " + sentBy.apply(path) + ";branch=" + branch
                + (path.reliable() ? "" : ";rport");
    }

    /** CUCM takes 11000 bytes and 100 headers unless told otherwise; older ones reset the connection above that. */
    private void watchSize(SipRequest request, byte[] bytes, Hop hop) {
        if (bytes.length > POLITE_BYTES || request.headers().fields().size() > POLITE_HEADERS) {
            counts.oversized.increment();
            LOG.info(
                    "{} to {} has {} bytes and {} headers: more than some servers accept",
                    request.method(),
                    hop,
                    bytes.length,
                    request.headers().fields().size());
        }
    }

    void acknowledge(TransactionId id, SipRequest ack, Hop hop) {
        Listener listener = listeners.apply(hop.listener());
        String refusal = refusal(hop);
        if (!refusal.isEmpty() || listener == null) {
            users.tell(id.owner(), new SipEvent.Unsendable(id, refusal));
            return;
        }
        Path path = listener.path(hop);
        counts.requestsOut.increment();
        path.send(
                MessageWriter.request(
                        ack, via(path, branches.ofAck(id)), settings.get().userAgent()),
                null);
    }

    void cancel(TransactionId invite, String reason) {
        ClientTransaction transaction = stack.client(branches.of(invite));
        if (transaction != null) {
            transaction.cancel(reason);
        }
    }

    /** ACK and CANCEL of one INVITE: same Request-URI, Via, From, Call-ID, number and Route (RFC 3261 sections 9.1, 17.1.1.3). */
    private final class Following implements ClientTransaction.Followers {
        private final SipRequest bare;
        private final String via;
        private final Path path;

        Following(SipRequest request, String via, Path path) {
            bare = new SipRequest(request.method(), request.uri(), request.headers(), Body.EMPTY);
            this.via = via;
            this.path = path;
        }

        private SipRequest follower(String method, String to) {
            Headers headers = Headers.NONE;
            for (Header field : bare.headers().fields()) {
                if (field.is("Route") || field.is("From") || field.is("Call-ID") || field.is("Max-Forwards")) {
                    headers = headers.plus(field.name(), field.value());
                }
            }
            return new SipRequest(
                    method, bare.uri(), headers.plus("To", to).plus("CSeq", bare.cseq() + " " + method), Body.EMPTY);
        }

        @Override
        public byte[] acknowledgement(SipResponse response) {
            return MessageWriter.request(
                    follower("ACK", response.headers().first("To", "")),
                    via,
                    settings.get().userAgent());
        }

        @Override
        public void cancel(ClientTransaction invite, String reason) {
            SipRequest cancel = follower("CANCEL", bare.headers().first("To", ""));
            if (!reason.isEmpty()) {
                cancel = cancel.withHeaders(cancel.headers().plus("Reason", reason));
            }
            byte[] bytes = MessageWriter.request(cancel, via, settings.get().userAgent());
            counts.requestsOut.increment();
            begin(invite.id(), path, new JainRequest("CANCEL", branches.of(invite.id()), bytes), NOBODY, this);
            stack.getTimer()
                    .schedule(new Task(invite::giveUp), 64L * settings.get().t1Millis());
        }
    }
}
