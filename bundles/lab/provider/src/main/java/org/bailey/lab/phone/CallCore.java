package org.bailey.lab.phone;

import java.io.IOException;
import java.util.function.Consumer;
import org.bailey.lab.sdp.LineSpec;
import org.bailey.lab.sdp.Multipart;
import org.bailey.lab.sdp.Sdp;
import org.bailey.lab.wire.Hop;
import org.bailey.lab.wire.Link;
import org.bailey.lab.wire.SipMessage;
import org.bailey.lab.wire.SipText;
import org.bailey.lab.wire.Tokens;
import org.bailey.lab.wire.Transport;
import org.jspecify.annotations.Nullable;

/** What all parts of one call share. Everything on the loop; state, end and media may be read anywhere. */
final class CallCore {
    final Phone phone;
    final CallMedia media;
    final String callId;
    final String localTag;
    final SessionTimer timer;
    volatile CallState state;
    volatile @Nullable CallEnd end;
    volatile @Nullable Dialog dialog;
    Link link;

    CallCore(Phone phone, String callId, String localTag, Link link, CallState state) {
        this.phone = phone;
        this.media =
                new CallMedia(phone.media(), phone.settings(), phone.dialect().sdp());
        this.callId = callId;
        this.localTag = localTag;
        this.link = link;
        this.state = state;
        this.timer = new SessionTimer(this);
    }

    boolean ended() {
        return state == CallState.ENDED;
    }

    void end(CallEnd.How how, int status, String detail) {
        if (!ended()) {
            media.close();
            timer.stop();
            end = new CallEnd(how, status, detail);
            state = CallState.ENDED;
            phone.note("call ended: " + how + " " + status + " " + detail);
        }
    }

    /** Sends a request of a dialog after adding Via, Contact and what the dialect adds. */
    void send(Dialog in, SipMessage bare, Consumer<SipMessage> answered) {
        send(in, bare, answered, () -> end(CallEnd.How.TIMED_OUT, 408, bare.method() + " was not answered"));
    }

    void send(Dialog in, SipMessage bare, Consumer<SipMessage> answered, Runnable timedOut) {
        try {
            Link to = linkOf(in);
            phone.send(to, complete(to, bare), answered, timedOut);
        } catch (IOException unreachable) {
            end(CallEnd.How.FAILED, 0, bare.method() + " cannot be sent: " + unreachable.getMessage());
        }
    }

    /** The ACK of a 2xx, which is no transaction; an empty body has no type. */
    @Nullable
    SipMessage acknowledge(Dialog in, long sequence, String body) {
        try {
            Link to = linkOf(in);
            SipMessage ack = complete(to, in.request("ACK", sequence)).withBody("application/sdp", body);
            phone.wire().send(to, ack);
            return ack;
        } catch (IOException unreachable) {
            end(CallEnd.How.FAILED, 0, "ACK cannot be sent: " + unreachable.getMessage());
            return null;
        }
    }

    void resend(Dialog in, SipMessage ack) {
        try {
            phone.wire().send(linkOf(in), ack);
        } catch (IOException unreachable) {
            phone.note("ACK cannot be repeated: " + unreachable.getMessage());
        }
    }

    private SipMessage complete(Link to, SipMessage bare) {
        SipMessage request = bare.first("Via", phone.dialect().via(to, Tokens.branch()));
        if (bare.method().equals("INVITE") || bare.method().equals("UPDATE")) {
            request = request.with("Contact", phone.dialect().contact(to));
        }
        return phone.dialect().dress(request);
    }

    private Link linkOf(Dialog in) throws IOException {
        String next = in.routes.isEmpty() ? in.remoteTarget : SipText.uri(in.routes.get(0));
        Hop wanted = hop(next);
        Hop chosen = phone.dialect().next(wanted, link.peer());
        return chosen.equals(link.peer()) && link.open() ? link : phone.to(chosen);
    }

    private Hop hop(String uri) {
        String transport =
                SipText.param("<x>" + (uri.contains(";") ? uri.substring(uri.indexOf(';')) : ""), "transport");
        Transport by = link.transport();
        for (Transport known : Transport.values()) {
            by = known.token().equalsIgnoreCase(transport) ? known : by;
        }
        String rest = uri.replaceFirst("(?i)^sips?:", "").replaceFirst(";.*", "");
        String hostPort = rest.substring(rest.lastIndexOf('@') + 1);
        int colon = hostPort.lastIndexOf(':');
        boolean port = colon > 0 && hostPort.substring(colon + 1).matches("\\d{1,5}");
        return new Hop(
                by,
                port ? hostPort.substring(0, colon) : hostPort,
                port ? Integer.parseInt(hostPort.substring(colon + 1)) : by == Transport.TLS ? 5061 : 5060);
    }

    /** The body of our offer as it stands now; null after ending the call because no port was to be had. */
    Multipart.@Nullable Body offer(boolean initial) {
        try {
            java.util.List<LineSpec> lines = media.offer();
            return phone.dialect().offer(media, lines, initial);
        } catch (IOException noPort) {
            end(CallEnd.How.FAILED, 0, noPort.getMessage() == null ? "no media port" : noPort.getMessage());
            return null;
        }
    }

    /** Our answer to a message's offer; null if it cannot be answered. */
    @Nullable
    String answer(SipMessage message) {
        Sdp offer = description(message);
        if (offer == null) {
            return null;
        }
        try {
            java.util.List<LineSpec> lines = media.answer(offer);
            return lines == null ? null : media.text(lines, true);
        } catch (IOException noPort) {
            phone.note("no media port: " + noPort.getMessage());
            return null;
        }
    }

    static @Nullable Sdp description(SipMessage message) {
        String text = Multipart.description(message.value("Content-Type"), message.body());
        return text == null ? null : Sdp.read(text);
    }

    void bye(CallEnd.How how, String detail) {
        Dialog in = dialog;
        if (in == null || ended() || state == CallState.ENDING) {
            return;
        }
        state = CallState.ENDING;
        timer.stop();
        send(in, in.request("BYE"), answer -> {
            if (answer.status() >= 200) {
                end(how, answer.status(), detail);
            }
        });
    }
}
