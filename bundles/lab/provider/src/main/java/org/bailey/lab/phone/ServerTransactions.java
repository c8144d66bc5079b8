package org.bailey.lab.phone;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bailey.lab.wire.Link;
import org.bailey.lab.wire.Loop;
import org.bailey.lab.wire.Schedule;
import org.bailey.lab.wire.SipMessage;
import org.bailey.lab.wire.Wire;
import org.jspecify.annotations.Nullable;

/** Requests of others that we answer: repetitions get the same answer again (RFC 3261 section 17.2). On the loop. */
final class ServerTransactions {
    private static final int KEPT = 4_000;

    /** One request and our last answer. */
    final class Received {
        final Link link;
        final SipMessage request;

        @Nullable
        SipMessage last;

        Schedule.@Nullable Timer resend;

        Received(Link link, SipMessage request) {
            this.link = link;
            this.request = request;
        }

        void answer(SipMessage response) {
            last = response;
            wire.send(link, response);
            boolean refusal = request.method().equals("INVITE") && response.status() >= 300;
            if (refusal && !link.transport().reliable()) {
                resendAfter(response, ClientTransactions.T1, 0);
            }
        }

        boolean answered() {
            SipMessage sent = last;
            return sent != null && sent.status() >= 200;
        }

        private void resendAfter(SipMessage response, Duration wait, int count) {
            if (count < 10) {
                resend = loop.after(wait, () -> {
                    wire.send(link, response);
                    Duration twice = wait.multipliedBy(2);
                    resendAfter(
                            response,
                            twice.compareTo(ClientTransactions.T2) < 0 ? twice : ClientTransactions.T2,
                            count + 1);
                });
            }
        }

        /** An ACK has come. */
        void acknowledged() {
            Schedule.Timer timer = resend;
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    private final Loop loop;
    private final Wire wire;
    private final Map<String, Received> kept = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Received> eldest) {
            return size() > KEPT;
        }
    };

    ServerTransactions(Loop loop, Wire wire) {
        this.loop = loop;
        this.wire = wire;
    }

    /** A new request's transaction; null for a repetition, which has been answered again. */
    @Nullable
    Received begin(Link link, SipMessage request) {
        String key = key(request, request.method());
        Received known = kept.get(key);
        if (known != null) {
            SipMessage again = known.last;
            if (again != null) {
                wire.send(link, again);
            }
            return null;
        }
        Received fresh = new Received(link, request);
        kept.put(key, fresh);
        return fresh;
    }

    /** The INVITE that a CANCEL or the ACK of a refusal belongs to. */
    @Nullable
    Received invite(SipMessage request) {
        return kept.get(key(request, "INVITE"));
    }

    private static String key(SipMessage request, String method) {
        String branch = request.branch();
        String same = branch.startsWith("z9hG4bK")
                ? branch
                : request.callId() + " " + request.cseq() + " " + request.fromTag() + " "
                        + request.list("Via").get(0);
        return method + " " + same;
    }
}
