package org.bailey.sip.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bailey.sip.Body;
import org.bailey.sip.Headers;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipMessage;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;
import org.bailey.sip.SipUri;
import org.bailey.sip.TransactionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what peers send to its transaction and its user. Runs on the event loop of the path it came on. */
final class Incoming implements Sockets.Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);
    /** New requests go to this owner. */
    static final String OWNER = "call";

    private final JainStack stack;
    private final Branches branches;
    private final Users users;
    private final Counts counts;
    private final Supplier<SipSettings> settings;
    private final Function<Path, SipUri> contact;
    private final Map<TransactionId, ServerTransaction> open = new ConcurrentHashMap<>();
    // starts elsewhere each time: an id from before a restart must not hit a transaction of after it
    private final AtomicLong number = new AtomicLong(System.currentTimeMillis() << 10);

    Incoming(
            JainStack stack,
            Branches branches,
            Users users,
            Counts counts,
            Supplier<SipSettings> settings,
            Function<Path, SipUri> contact) {
        this.stack = stack;
        this.branches = branches;
        this.users = users;
        this.counts = counts;
        this.settings = settings;
        this.contact = contact;
    }

    @Override
    public void received(Path path, byte[] bytes) {
        try {
            SipMessage message = MessageReader.read(bytes);
            Via via = MessageCheck.check(message);
            if (message instanceof SipRequest request) {
                request(path, request, via);
            } else if (message instanceof SipResponse response) {
                response(path, response, via);
            }
        } catch (MalformedMessage why) {
            unreadable(path, why);
        } catch (IOException | RuntimeException failed) {
            counts.failures.increment();
            LOG.error("SIP-092 a message from {} could not be handled", path.source(), failed);
        }
    }

    @Override
    public void unreadable(Path path, MalformedMessage why) {
        counts.malformed.increment();
        LOG.debug("from {}: {}", path.source(), why.problem());
        if (why.method().isEmpty() || why.method().equals("ACK")) {
            return;
        }
        try {
            stateless(path, why.headers(), SipResponse.of(why.status(), why.problem(), "bad"));
        } catch (RuntimeException failed) {
            counts.failures.increment();
            LOG.error("SIP-092 a message from {} could not be refused", path.source(), failed);
        }
    }

    @Override
    public boolean knows(InetAddress address) {
        return users.know(address);
    }

    /** Answers without remembering anything. */
    private void stateless(Path path, Headers headers, SipResponse response) {
        Via top = headers.list("Via").stream().findFirst().map(Via::parse).orElse(null);
        if (top != null) {
            Headers marked = ResponseHead.received(headers, top, path.source().remote());
            back(path, top)
                    .send(ResponseHead.of(marked).bytes(response, settings.get().userAgent()), null);
        }
    }

    /** {@return where answers go: the same connection, or over UDP to the port the top Via asks for} */
    private static Path back(Path path, Via top) {
        return path instanceof UdpListener.UdpPath udp ? udp.back(top) : path;
    }

    private void request(Path path, SipRequest request, Via top) throws IOException {
        counts.requestsIn.increment();
        SipRequest marked = request.withHeaders(
                ResponseHead.received(request.headers(), top, path.source().remote()));
        String key = RequestKey.of(path, request, top);
        switch (request.method()) {
            case "ACK" -> acknowledged(path, marked, key);
            case "CANCEL" -> cancelled(path, marked, key, top);
            default -> arrived(path, marked, key, top);
        }
    }

    private void arrived(Path path, SipRequest request, String key, Via top) throws IOException {
        ServerTransaction known = stack.server(key);
        if (known != null) {
            known.again(request.method(), back(path, top));
            return;
        }
        if (stack.getServerTransactionTableSize() >= settings.get().maxTransactions() || !users.accepts(OWNER)) {
            counts.refused.increment();
            stateless(path, request.headers(), overload());
            return;
        }
        ServerTransaction transaction = begin(path, request, key, top);
        if (request.is("INVITE")) {
            transaction.answer(SipResponse.of(100, "Trying", ""), "");
        }
        users.tell(OWNER, new SipEvent.Requested(transaction.id(), request, path.source(), contact.apply(path)));
    }

    private static SipResponse overload() {
        return new SipResponse(503, "Service Unavailable", Headers.NONE.plus("Retry-After", "5"), Body.EMPTY, "busy");
    }

    private ServerTransaction begin(Path path, SipRequest request, String key, Via top) throws IOException {
        TransactionId id = new TransactionId(OWNER, "in" + Long.toString(number.incrementAndGet(), 36));
        ServerTransaction transaction = new ServerTransaction(
                stack,
                new JainPath(stack, back(path, top)),
                new JainRequest(request.method(), key, new byte[0]),
                id,
                ResponseHead.of(request.headers()),
                users,
                () -> open.remove(id));
        open.put(id, transaction);
        transaction.begin(settings.get());
        return transaction;
    }

    private void acknowledged(Path path, SipRequest ack, String key) {
        ServerTransaction invite = stack.server(key);
        if (invite != null && invite.status() >= 300) {
            invite.again("ACK");
        } else if (invite == null || invite.status() >= 200) {
            users.tell(OWNER, new SipEvent.Requested(null, ack, path.source(), contact.apply(path)));
        }
    }

    private void cancelled(Path path, SipRequest cancel, String key, Via top) throws IOException {
        ServerTransaction known = stack.server(key + ":CANCEL");
        if (known != null) {
            known.again("CANCEL", back(path, top));
            return;
        }
        ServerTransaction invite = stack.server(key);
        ServerTransaction transaction = begin(path, cancel, key, top);
        if (invite == null) {
            transaction.answer(
                    SipResponse.of(481, "Call/Transaction Does Not Exist", "none"),
                    settings.get().userAgent());
            return;
        }
        transaction.answer(
                SipResponse.of(200, "OK", invite.tag()), settings.get().userAgent());
        if (invite.status() < 200) {
            users.tell(OWNER, new SipEvent.Cancelled(invite.id(), cancel));
        }
    }

    private void response(Path path, SipResponse response, Via top) {
        Optional<TransactionId> owner = branches.owner(top.branch());
        if (owner.isEmpty() || response.headers().list("Via").size() != 1) {
            counts.strayResponses.increment();
            return;
        }
        String method = response.cseqMethod();
        ClientTransaction transaction = stack.client(method.equals("CANCEL") ? top.branch() + ":CANCEL" : top.branch());
        if (transaction != null && transaction.getMethod().equals(method)) {
            transaction.answered(response, path);
        } else if (method.equals("INVITE") && response.success()) {
            users.tell(owner.get().owner(), new SipEvent.Responded(owner.get(), response, path.source()));
        } else {
            counts.strayResponses.increment();
        }
    }

    void respond(TransactionId id, SipResponse response) {
        ServerTransaction transaction = open.get(id);
        if (transaction == null) {
            LOG.debug("{} has ended before its answer {}", id, response);
            return;
        }
        try {
            transaction.answer(response, settings.get().userAgent());
        } catch (IOException impossible) {
            LOG.error("SIP-093 answer {} of {} could not be sent", response, id, impossible);
        }
    }

    int transactions() {
        return open.size();
    }
}
