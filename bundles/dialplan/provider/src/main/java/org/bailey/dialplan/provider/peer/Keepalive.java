package org.bailey.dialplan.provider.peer;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.bailey.dialplan.provider.peer.Health.Condition;
import org.bailey.dialplan.provider.plan.Zone;
import org.bailey.sip.Body;
import org.bailey.sip.Headers;
import org.bailey.sip.Hop;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipStack;
import org.bailey.sip.SipUri;
import org.bailey.sip.TransactionId;

/**
 * Sends OPTIONS to peers (RFC 3261 section 11) and reads what becomes of them. An answer counts whenever it comes; one that
 * stays out makes a peer suspect after a few seconds, and failed when the transaction ends without one.
 */
public final class Keepalive {
    /** Owner name of our transactions. */
    public static final String OWNER = "dialplan";

    private static final long PATIENCE_SECONDS = 5;
    private static final long FORGET_SECONDS = 70;

    private record Ping(Zone zone, Hop hop, long sent, String us, int port) {}

    private final Map<String, Ping> waiting = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private final String prefix = Long.toString(ThreadLocalRandom.current().nextLong() & Long.MAX_VALUE, 36) + "-";
    private final HealthBoard board;
    private final LongSupplier nanoClock;

    Keepalive(HealthBoard board, LongSupplier nanoClock) {
        this.board = board;
        this.nanoClock = nanoClock;
    }

    /** @param fqdn our name, empty when it is not set */
    void ping(Zone zone, Hop hop, SipStack stack, String fqdn) {
        long now = nanoClock.getAsLong();
        SipUri contact;
        try {
            contact = stack.contact(hop);
        } catch (RuntimeException noListener) {
            board.tell(zone.name(), hop, new Verdict(Condition.FAILED, noListener(zone, noListener)), now);
            return;
        }
        String us = fqdn.isEmpty() ? contact.host() : fqdn;
        String id = prefix + count.incrementAndGet();
        waiting.put(id, new Ping(zone, hop, now, us, contact.port()));
        stack.send(new TransactionId(OWNER, id), request(hop, contact, us, id), hop);
    }

    private static String noListener(Zone zone, RuntimeException problem) {
        return "listener '" + zone.listener() + "' of zone '" + zone + "' is not there (" + problem.getMessage()
                + "); add org.bailey.sip.listener~" + zone.listener() + " or name another one";
    }

    private static SipRequest request(Hop hop, SipUri contact, String us, String id) {
        String host = hop.name().isEmpty() ? hop.address().getAddress().getHostAddress() : hop.name();
        String uri = "sip:" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":"
                + hop.address().getPort() + ";transport=" + hop.transport().token();
        return new SipRequest(
                "OPTIONS",
                uri,
                Headers.NONE
                        .plus("Max-Forwards", "70")
                        .plus("From", "<sip:" + us + ">;tag=" + id)
                        .plus("To", "<" + uri + ">")
                        .plus("Call-ID", id + "@" + us)
                        .plus("CSeq", "1 OPTIONS")
                        .plus("Contact", "<" + contact + ">")
                        .plus("Accept", "application/sdp"),
                Body.EMPTY);
    }

    void happened(SipEvent event) {
        if (event instanceof SipEvent.Responded responded) {
            if (!responded.response().provisional()) {
                answered(responded);
            }
        } else if (event instanceof SipEvent.TimedOut timedOut) {
            failed(timedOut.transaction(), "");
        } else if (event instanceof SipEvent.Unsendable unsendable) {
            failed(unsendable.transaction(), unsendable.reason());
        }
    }

    private void answered(SipEvent.Responded responded) {
        Ping ping = waiting.remove(responded.transaction().id());
        if (ping != null) {
            // what was asked earlier says nothing any more
            waiting.values()
                    .removeIf(old -> old.sent - ping.sent < 0
                            && old.hop.equals(ping.hop)
                            && old.zone.name().equals(ping.zone.name()));
            long millis = TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - ping.sent);
            tell(
                    ping,
                    Verdict.of(
                            ping.zone,
                            ping.hop,
                            responded.response(),
                            responded.source().toString(),
                            millis,
                            ping.us,
                            ping.port));
        }
    }

    private void failed(TransactionId transaction, String reason) {
        Ping ping = waiting.remove(transaction.id());
        if (ping != null) {
            String where = Verdict.where(ping.hop);
            String detail = reason.isEmpty()
                    ? Verdict.unanswered(ping.zone, ping.hop, seconds(ping)).detail()
                    : reason.contains(where) ? reason : where + ": " + reason;
            tell(ping, new Verdict(Condition.FAILED, detail));
        }
    }

    /** Called every second or so: suspects those that stay silent. */
    void lookAtTheClock() {
        for (Iterator<Ping> pings = waiting.values().iterator(); pings.hasNext(); ) {
            Ping ping = pings.next();
            long seconds = seconds(ping);
            if (seconds >= FORGET_SECONDS) {
                pings.remove();
            } else if (seconds >= PATIENCE_SECONDS) {
                tell(ping, Verdict.unanswered(ping.zone, ping.hop, seconds));
            }
        }
    }

    private long seconds(Ping ping) {
        return TimeUnit.NANOSECONDS.toSeconds(nanoClock.getAsLong() - ping.sent);
    }

    private void tell(Ping ping, Verdict verdict) {
        board.tell(ping.zone.name(), ping.hop, verdict, ping.sent);
    }
}
