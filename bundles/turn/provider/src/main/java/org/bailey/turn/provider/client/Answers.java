package org.bailey.turn.provider.client;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.bailey.stun.MalformedStun;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunError;
import org.bailey.stun.StunMessage;
import org.bailey.turn.Allocation;
import org.bailey.turn.Allocation.Family;
import org.bailey.turn.Allocation.Remedy;
import org.bailey.turn.Allocation.State;
import org.bailey.turn.Channel;
import org.bailey.turn.Credential;
import org.bailey.turn.Exchange;
import org.bailey.turn.Exchange.Purpose;
import org.bailey.turn.Permission;
import org.bailey.turn.TurnOut;
import org.bailey.turn.TurnServer;

/** What answers do to an allocation, and the lack of them. */
final class Answers {
    private static final long USUAL_LIFETIME = 600;
    private static final long LONGEST_LIFETIME = TimeUnit.DAYS.toSeconds(1);
    private static final long MARGIN = 60;
    /** So often in a row a request is made anew with another nonce. */
    private static final int MOST_RENEWED = 3;

    /** coturn needs a moment until an address that was given back is forgotten; a call does not wait for ever. */
    private static final int MOST_CLEARED = 6;

    private Answers() {}

    static void take(Allocation allocation, Exchange exchange, StunMessage answer, long nanos, TurnOut out)
            throws MalformedStun {
        if (forged(exchange, answer)) {
            allocation.dropped++;
            return;
        }
        if (answer.type() == StunClass.SUCCESS) {
            Granted granted = exchange.purpose == Purpose.ALLOCATE ? Granted.in(answer) : Granted.NOTHING;
            if (exchange.connection != null) {
                exchange.connection.id =
                        (int) answer.number(StunAttribute.CONNECTION_ID).orElse(0);
            }
            long lifetime = answer.number(StunAttribute.LIFETIME).orElse(USUAL_LIFETIME);
            heard(allocation, exchange, answer, nanos);
            success(allocation, exchange, granted, lifetime, nanos, out);
        } else {
            StunError error = answer.error().orElse(new StunError(500, "without a reason"));
            InetSocketAddress alternate =
                    error.code() == Refusals.ALTERNATE ? answer.address(StunAttribute.ALTERNATE_SERVER) : null;
            heard(allocation, exchange, answer, nanos);
            if (alternate != null) {
                allocation.redirected(alternate);
            }
            refused(allocation, exchange, error, answer, nanos, out);
        }
    }

    /** Successes are signed whenever the request was; of refusals some are made before the server knows us. */
    static boolean forged(Exchange exchange, StunMessage answer) {
        Credential credential = exchange.credential;
        if (credential == null || answer.type() == StunClass.ERROR && !Terms.signed(answer)) {
            return false;
        }
        return !Terms.intact(answer, credential);
    }

    private static void heard(Allocation allocation, Exchange exchange, StunMessage answer, long nanos) {
        allocation.heard(nanos);
        allocation.exchanges.remove(exchange);
        String software = answer.text(StunAttribute.SOFTWARE);
        if (software != null && allocation.software.isEmpty()) {
            String printable = software.replaceAll("\\p{Cntrl}", " ").strip();
            allocation.software = printable.substring(0, Math.min(128, printable.length()));
        }
    }

    private static void success(
            Allocation allocation, Exchange exchange, Granted granted, long lifetime, long nanos, TurnOut out) {
        switch (exchange.purpose) {
            case ALLOCATE -> {
                InetSocketAddress relayed = granted.relayed();
                if (relayed == null || lifetime == 0) {
                    fail(allocation, Remedy.NONE, Refusals.noAddress(allocation.server), out);
                    return;
                }
                allocation.relayed = relayed;
                allocation.mapped = granted.mapped();
                allocation.state = State.READY;
                allocation.refreshNanos = nanos + untilRefresh(lifetime);
                askedMeanwhile(allocation, nanos, out);
                out.allocated();
            }
            case REFRESH -> allocation.refreshNanos = nanos + untilRefresh(Math.max(1, lifetime));
            case PERMIT -> {
                Permission permission = requireNonNull(exchange.permission);
                permission.granted = true;
                permission.refusal = "";
                permission.refreshNanos = nanos + Timers.PERMISSION;
            }
            case BIND -> {
                Channel channel = requireNonNull(exchange.channel);
                channel.bound = true;
                channel.refusal = "";
                channel.refreshNanos = nanos + Timers.CHANNEL;
            }
            case RELEASE -> {
                if (allocation.state == State.ASKED) {
                    Exchanges.later(allocation, new Exchange(Purpose.ALLOCATE, null, null), nanos, out);
                }
            }
            case CONNECT -> Connections.offered(requireNonNull(exchange.connection), out);
            case PROBE, JOIN -> {}
        }
    }

    private static void askedMeanwhile(Allocation allocation, long nanos, TurnOut out) {
        for (Permission permission : allocation.permissions.values()) {
            permit(allocation, permission, nanos, out);
        }
        for (Channel channel : allocation.channels) {
            bind(allocation, channel, nanos, out);
        }
    }

    /** Asks for a permission, unless the server can only refuse it (443). */
    static void permit(Allocation allocation, Permission permission, long nanos, TurnOut out) {
        if (allocation.reaches(permission.peer)) {
            Exchanges.begin(allocation, new Exchange(Purpose.PERMIT, permission, null), nanos, out);
        } else {
            permission.refusal = Refusals.otherFamily(allocation.server);
        }
    }

    /** Asks for a channel, unless the server can only refuse it (443). */
    static void bind(Allocation allocation, Channel channel, long nanos, TurnOut out) {
        if (allocation.reaches(channel.peer.getAddress())) {
            Exchanges.begin(allocation, new Exchange(Purpose.BIND, null, channel), nanos, out);
        } else {
            channel.refusal = Refusals.otherFamily(allocation.server);
        }
    }

    private static long untilRefresh(long lifetime) {
        long seconds = Math.min(lifetime, LONGEST_LIFETIME);
        return seconds > 2 * MARGIN
                ? TimeUnit.SECONDS.toNanos(seconds - MARGIN)
                : TimeUnit.SECONDS.toNanos(seconds) / 2;
    }

    private static void refused(
            Allocation allocation, Exchange exchange, StunError error, StunMessage answer, long nanos, TurnOut out) {
        if (exchange.purpose == Purpose.PROBE) {
            return;
        }
        if (error.code() == Refusals.UNAUTHENTICATED || error.code() == Refusals.STALE_NONCE) {
            renew(allocation, exchange, error, answer, nanos, out);
            return;
        }
        TurnServer alternate = exchange.purpose == Purpose.ALLOCATE ? allocation.alternate() : null;
        if (alternate != null) {
            allocation.code = Refusals.ALTERNATE;
            fail(allocation, Remedy.ALTERNATE_SERVER, Refusals.alternate(allocation.server, alternate.address()), out);
            return;
        }
        if (exchange.purpose == Purpose.ALLOCATE
                && error.code() == Refusals.MISMATCH
                && allocation.cleared < MOST_CLEARED) {
            // a call that had our port before could not give its address back: done now, in its place
            allocation.cleared++;
            if (allocation.cleared == 1) {
                Exchanges.begin(allocation, new Exchange(Purpose.RELEASE, null, null), nanos, out);
            } else {
                Exchanges.later(allocation, new Exchange(Purpose.ALLOCATE, null, null), nanos, out);
            }
            return;
        }
        told(allocation, exchange, error.code(), Refusals.of(allocation.server, error), nanos, out);
    }

    /** 401 and 438: once more with what the server wants now, unless that would be the same again. */
    private static void renew(
            Allocation allocation, Exchange exchange, StunError error, StunMessage answer, long nanos, TurnOut out) {
        Credential before = exchange.credential;
        Credential now = Terms.of(answer, allocation.server, before);
        boolean stale = error.code() == Refusals.STALE_NONCE;
        // with a nonce that came just now, only the password can be wrong
        boolean wrong = !stale && before != null && exchange.renewed > 0 && now != null && now.sameTerms(before);
        if (wrong || allocation.server.username().isEmpty()) {
            told(allocation, exchange, error.code(), Refusals.wrongPassword(allocation.server, error), nanos, out);
        } else if (now == null) {
            told(allocation, exchange, error.code(), Refusals.unusableTerms(allocation.server, error), nanos, out);
        } else if (exchange.renewed >= MOST_RENEWED) {
            String sentence =
                    stale ? Refusals.nonceAgain(allocation.server) : Refusals.wrongPassword(allocation.server, error);
            told(allocation, exchange, error.code(), sentence, nanos, out);
        } else {
            allocation.credential = now;
            exchange.renewed++;
            allocation.exchanges.add(exchange);
            Exchanges.anew(allocation, exchange, nanos, out);
        }
    }

    /** Nobody answered this request. */
    static void none(Allocation allocation, Exchange exchange, long nanos, TurnOut out) {
        allocation.exchanges.remove(exchange);
        boolean heard = allocation.heardNanos - exchange.sinceNanos > 0;
        boolean vital = exchange.purpose == Purpose.REFRESH || allocation.state == State.ASKED;
        if (exchange.purpose == Purpose.PROBE && heard) {
            return;
        }
        long silence = nanos - (heard ? exchange.sinceNanos : allocation.heardNanos);
        String sentence = Refusals.silent(allocation.server, TimeUnit.NANOSECONDS.toSeconds(silence));
        if (vital || !heard) {
            allocation.code = 0;
            fail(allocation, Remedy.NONE, sentence, out);
        } else {
            told(allocation, exchange, 0, sentence, nanos, out);
        }
    }

    /** A refusal in the end: of what the allocation lives by it is the end, of anything else it is noted. */
    private static void told(
            Allocation allocation, Exchange exchange, int code, String sentence, long nanos, TurnOut out) {
        boolean forbidden = code == Refusals.FORBIDDEN || code == Refusals.OTHER_FAMILY || code == 400;
        long again = forbidden ? Long.MAX_VALUE : nanos + Timers.RETRY;
        allocation.code = code;
        switch (exchange.purpose) {
            case ALLOCATE -> fail(allocation, remedy(allocation, code), sentence, out);
            case REFRESH -> fail(allocation, Remedy.ANEW, sentence, out);
            case PERMIT, BIND -> {
                if (code == Refusals.MISMATCH) {
                    fail(allocation, Remedy.ANEW, sentence, out);
                } else if (exchange.permission != null) {
                    exchange.permission.granted = false;
                    exchange.permission.refusal = sentence;
                    exchange.permission.refreshNanos = again;
                } else if (exchange.channel != null) {
                    exchange.channel.bound = false;
                    exchange.channel.refusal = sentence;
                    exchange.channel.refreshNanos = again;
                }
            }
            case RELEASE -> {
                if (allocation.state == State.ASKED) {
                    fail(allocation, Remedy.OTHER_PORT, sentence, out);
                }
            }
            case CONNECT -> Connections.refused(allocation, requireNonNull(exchange.connection), sentence, out);
            case PROBE, JOIN -> {}
        }
    }

    private static Remedy remedy(Allocation allocation, int code) {
        boolean family = code == Refusals.NO_SUCH_FAMILY || code == Refusals.NOT_KNOWN;
        if (family && allocation.family != Family.SERVERS) {
            return Remedy.OTHER_FAMILY;
        }
        return code == Refusals.MISMATCH ? Remedy.OTHER_PORT : Remedy.NONE;
    }

    private static void fail(Allocation allocation, Remedy remedy, String sentence, TurnOut out) {
        allocation.state = State.FAILED;
        allocation.remedy = remedy;
        allocation.exchanges.clear();
        allocation.dueNanos = Long.MAX_VALUE;
        out.failed(sentence);
    }
}
