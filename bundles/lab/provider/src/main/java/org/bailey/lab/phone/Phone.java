package org.bailey.lab.phone;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bailey.lab.media.MediaEngine;
import org.bailey.lab.wire.Faults;
import org.bailey.lab.wire.Hop;
import org.bailey.lab.wire.Journal;
import org.bailey.lab.wire.Link;
import org.bailey.lab.wire.Loop;
import org.bailey.lab.wire.MalformedSip;
import org.bailey.lab.wire.Receiver;
import org.bailey.lab.wire.SipMessage;
import org.bailey.lab.wire.Tokens;
import org.bailey.lab.wire.Transport;
import org.bailey.lab.wire.Wire;
import org.jspecify.annotations.Nullable;

/** A phone on the network: sockets, journal, calls. Its methods may be called from any thread. */
public abstract class Phone implements AutoCloseable {
    static final String ALLOW = "INVITE,ACK,CANCEL,BYE,OPTIONS,UPDATE,INFO,PRACK";

    private static final int MOST_COMPLAINTS = 1_000;

    private final PhoneOptions options;
    private final Dialect dialect;
    private final Journal journal = new Journal();
    private final Loop loop;
    private final Wire wire;
    private final MediaEngine media = new MediaEngine();
    private final ClientTransactions requests;
    private final ServerTransactions answers;
    private final CallBook calls = new CallBook();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<Hop> bound = new ArrayList<>();
    private volatile AnswerPlan plan;

    Phone(PhoneOptions options, Function<Phone, Dialect> dialect) throws IOException {
        this.options = options;
        this.dialect = dialect.apply(this);
        this.plan = options.plan();
        this.loop = new Loop(options.schedule());
        this.wire = new Wire(loop, journal, options.faults(), options.tls(), receiver());
        this.requests = new ClientTransactions(loop, wire);
        this.answers = new ServerTransactions(loop, wire);
        try {
            for (Hop at : options.listen()) {
                bound.add(wire.listen(at, false));
            }
        } catch (IOException taken) {
            close();
            throw taken;
        }
    }

    final Dialect dialect() {
        return dialect;
    }

    private Receiver receiver() {
        return new Receiver() {
            @Override
            public void received(Link link, SipMessage message) {
                onMessage(link, message);
            }

            @Override
            public void closed(Link link) {
                note("link closed: " + link.peer());
            }

            @Override
            public void malformed(Link link, MalformedSip malformed) {
                SipMessage partial = malformed.partial();
                if (partial != null
                        && partial.isRequest()
                        && partial.header("Via") != null
                        && !partial.startLine().startsWith("ACK ")) {
                    wire.send(link, SipMessage.response(partial, 400, "Bad Request"));
                }
            }
        };
    }

    /** Calls somebody with a description in the INVITE. */
    public LabCall call(String target) {
        return loop.call(() -> started(LabCall.outgoing(this, target, true)));
    }

    /** Calls somebody without a description; the callee offers (RFC 3261 section 13.2.1). */
    public LabCall callOfferless(String target) {
        return loop.call(() -> started(LabCall.outgoing(this, target, false)));
    }

    private LabCall started(LabCall call) {
        calls.add(call);
        call.onInvite();
        return call;
    }

    /** Sends OPTIONS outside a dialog; the answer is in the journal. */
    public void options(String target) {
        loop.run(() -> {
            try {
                Link link = outbound();
                send(link, outside(link, "OPTIONS", target, target), answer -> {}, () -> note("OPTIONS timed out"));
            } catch (IOException unreachable) {
                note("OPTIONS cannot be sent: " + unreachable.getMessage());
            }
        });
    }

    /** From now on incoming calls are treated so. */
    public void plan(AnswerPlan wanted) {
        plan = wanted;
    }

    /** The incoming call with this index, the first one ever being 0; waits for it. */
    public LabCall awaitIncoming(int index, Duration within) {
        LabCall[] found = new LabCall[1];
        journal.until("incoming call " + index, within, () -> {
            found[0] = calls.incoming(index);
            return found[0] != null;
        });
        return found[0];
    }

    public LabCall awaitIncoming(Duration within) {
        return awaitIncoming(0, within);
    }

    /** How many calls have come in so far: the index of the next. */
    public int incomingCount() {
        return calls.incomingCount();
    }

    /** The calls in order; of ended ones the last thousand. */
    public List<LabCall> calls() {
        return calls.all();
    }

    public Journal journal() {
        return journal;
    }

    public Faults faults() {
        return options.faults();
    }

    /** What a real phone of this kind would have disliked, the first thousand. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    public String uri() {
        return options.uri();
    }

    public int toneHz() {
        return options.toneHz();
    }

    /** Where this phone really listens, in the order asked for. */
    public List<Hop> listening() {
        return List.copyOf(bound);
    }

    /** How many media lines hold ports. */
    public int openMediaLines() {
        return media.lines();
    }

    /** Sends any octets to a hop: for bad input. */
    public void sendRaw(Hop hop, String text) {
        loop.run(() -> {
            try {
                wire.sendRaw(wire.to(hop), text);
            } catch (IOException unreachable) {
                note("cannot reach " + hop + ": " + unreachable.getMessage());
            }
        });
    }

    private void onMessage(Link link, SipMessage message) {
        for (String complaint : dialect().complaints(message)) {
            complain(complaint + " in " + message.startLine());
        }
        if (!message.isRequest()) {
            if (!requests.received(message)) {
                note("answer to nothing: " + message.startLine());
            }
            return;
        }
        if (message.method().equals("ACK")) {
            onAck(message);
            return;
        }
        ServerTransactions.Received received = answers.begin(link, message);
        if (received == null) {
            return;
        }
        if (message.toTag() != null && !message.method().equals("CANCEL")) {
            LabCall call = find(message);
            if (call == null) {
                reply(received, 481, "Call/Transaction Does Not Exist");
            } else {
                call.onRequest(received);
            }
            return;
        }
        switch (message.method()) {
            case "INVITE" -> onNewCall(received);
            case "CANCEL" -> onCancel(received);
            case "OPTIONS" -> reply(received, 200, "OK");
            case "BYE", "UPDATE", "PRACK", "INFO" -> reply(received, 481, "Call/Transaction Does Not Exist");
            default -> reply(received, 405, "Method Not Allowed");
        }
    }

    private void onNewCall(ServerTransactions.Received received) {
        received.answer(SipMessage.response(received.request, 100, "Trying"));
        LabCall call = LabCall.incoming(this, received);
        calls.add(call);
        journal.note("incoming call");
        call.onIncoming(plan, received.request.body().isBlank());
    }

    private void onCancel(ServerTransactions.Received received) {
        ServerTransactions.Received invite = answers.invite(received.request);
        LabCall call = invite == null ? null : find(invite);
        if (invite == null || call == null) {
            reply(received, 481, "Call/Transaction Does Not Exist");
            return;
        }
        reply(received, 200, "OK");
        call.onCancel();
    }

    private void onAck(SipMessage ack) {
        ServerTransactions.Received invite = answers.invite(ack);
        if (invite != null && invite.answered()) {
            invite.acknowledged();
        }
        LabCall call = find(ack);
        if (call != null) {
            call.onAck(ack);
        }
    }

    private @Nullable LabCall find(SipMessage request) {
        return calls.find(request.callId(), call -> call.owns(request.toTag()));
    }

    private @Nullable LabCall find(ServerTransactions.Received invite) {
        return calls.find(invite.request.callId(), call -> call.invitedBy(invite));
    }

    void reply(ServerTransactions.Received received, int status, String reason) {
        SipMessage response = SipMessage.response(received.request, status, reason);
        if (received.request.toTag() == null && status != 100) {
            response = response.with("To", response.value("To") + ";tag=" + Tokens.hex(10));
        }
        response = received.request.method().equals("OPTIONS")
                ? response.plus("Allow", ALLOW).plus("Accept", "application/sdp")
                : response;
        received.answer(dialect().dressResponse(response));
    }

    /** A request outside a dialog, Via included. */
    SipMessage outside(Link link, String method, String target, String to) {
        SipMessage request = SipMessage.request(method, target)
                .plus("Via", dialect().via(link, Tokens.branch()))
                .plus("Max-Forwards", "70")
                .plus(
                        "From",
                        "\"" + options.displayName() + "\" <" + options.uri() + ">;tag=" + Tokens.hex(10)
                                + dialect().addressParameters())
                .plus("To", "<" + to + ">")
                .plus("Call-ID", Tokens.hex(32))
                .plus("CSeq", "1 " + method);
        return dialect().dress(request);
    }

    void send(Link link, SipMessage request, Consumer<SipMessage> answered, Runnable timedOut) {
        requests.send(link, request, answered, timedOut);
    }

    Link outbound() throws IOException {
        Hop hop = options.outbound();
        if (hop == null) {
            throw new IOException(options.uri() + " has no outbound hop");
        }
        return wire.to(hop);
    }

    Link to(Hop hop) throws IOException {
        return wire.to(hop);
    }

    void note(String remark) {
        journal.note(remark);
    }

    void complain(String complaint) {
        if (complaints.size() < MOST_COMPLAINTS) {
            complaints.add(complaint);
        }
        journal.note("complaint: " + complaint);
    }

    Loop loop() {
        return loop;
    }

    Wire wire() {
        return wire;
    }

    MediaEngine media() {
        return media;
    }

    PhoneOptions settings() {
        return options;
    }

    Hop boundFor(Transport transport) {
        return bound.stream()
                .filter(hop -> hop.transport() == transport)
                .findFirst()
                .orElseGet(() -> bound.isEmpty() ? new Hop(transport, options.mediaAddress(), 0) : bound.get(0));
    }

    /** Ends without a word: sockets, media and threads go. Say BYE first where that matters. */
    @Override
    public void close() {
        wire.close();
        loop.close();
        media.close();
    }
}
