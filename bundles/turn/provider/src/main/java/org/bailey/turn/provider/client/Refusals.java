package org.bailey.turn.provider.client;

import java.net.InetSocketAddress;
import org.bailey.stun.StunError;
import org.bailey.turn.TurnServer;

/** What a server's answer means, and what to do about it (RFC 8656 section 19, RFC 8489 section 14.8). */
final class Refusals {
    static final int ALTERNATE = 300;
    static final int UNAUTHENTICATED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_KNOWN = 420;
    static final int MISMATCH = 437;
    static final int STALE_NONCE = 438;
    static final int NO_SUCH_FAMILY = 440;
    static final int OTHER_FAMILY = 443;

    private Refusals() {}

    static String who(TurnServer server) {
        return "the TURN server " + server.name();
    }

    private static String setting(TurnServer server) {
        return "of org.bailey.turn.server " + server.name();
    }

    static String wrongPassword(TurnServer server, StunError error) {
        if (server.username().isEmpty()) {
            return who(server) + " wants a user name and password (" + error.code() + "): set username and password "
                    + setting(server);
        }
        return who(server) + " refused our user name or password (" + error.code() + "): check username and password "
                + setting(server);
    }

    static String unusableTerms(TurnServer server, StunError error) {
        return who(server) + " wants a password (" + error.code()
                + ") in a way that is not known here, or something on the way has changed its answer: check that it has"
                + " long-term credentials with MD5 or SHA-256";
    }

    static String nonceAgain(TurnServer server) {
        return who(server)
                + " does not take the nonce it gave itself (438), however often: check whether several servers"
                + " share its address, and its clock";
    }

    static String alternate(TurnServer server, InetSocketAddress to) {
        return who(server) + " sends us to " + to.getAddress().getHostAddress() + ":" + to.getPort()
                + " (300): if that does not answer, check its alternate servers";
    }

    static String of(TurnServer server, StunError error) {
        String answer = " (" + error + "): ";
        return who(server)
                + switch (error.code()) {
                    case ALTERNATE ->
                        " sends us elsewhere, but to no place that is new" + answer + "check its alternate servers";
                    case 400 -> " did not understand us" + answer + "check that TURN is enabled there";
                    case FORBIDDEN ->
                        " forbids it" + answer + "check what user " + server.username()
                                + " may do there, and which peer addresses it denies";
                    case NOT_KNOWN -> " lacks a part of RFC 5766" + answer + "take another version or another server";
                    case MISMATCH ->
                        " takes our port for an older allocation, or has forgotten this one" + answer
                                + "it was restarted, or something on the way changes ports";
                    case NO_SUCH_FAMILY, OTHER_FAMILY ->
                        " has no address of that family" + answer + "IPv4 and IPv6 do not meet there";
                    case 441 ->
                        " has this allocation for another user" + answer + "check username and password "
                                + setting(server);
                    case 442 -> " does not relay UDP" + answer + "enable UDP relaying there";
                    case 446 -> " has a connection with that peer already" + answer + "take that one";
                    case 447 -> " could not connect to the peer" + answer + "the peer or a firewall does not let it";
                    case 486 ->
                        " gives user " + server.username() + " no more addresses" + answer
                                + "raise its quota or its TURN licences, or give this appliance a user of its own";
                    case 508 -> " has no relay ports left" + answer + "raise its port range, or add a server";
                    case 500 -> " failed" + answer + "see its log";
                    default -> " refused" + answer + "see its log";
                };
    }

    static String otherFamily(TurnServer server) {
        return who(server)
                + " gave us an address of another family, and was not asked: IPv4 and IPv6 do not meet there";
    }

    static String silent(TurnServer server, long seconds) {
        return who(server) + " has not answered for " + seconds + " s: check that it runs at " + server.transport()
                + " "
                + server.address().getAddress().getHostAddress() + ":"
                + server.address().getPort()
                + ", and the firewalls on the way";
    }

    static String notForConnections(TurnServer server) {
        return who(server) + " was not asked, or has not answered yet, for an address that takes connections";
    }

    static String tooMany(TurnServer server) {
        return who(server) + " is asked for too many connections at once: a call has one or two";
    }

    static String noAddress(TurnServer server) {
        return who(server) + " agreed without giving an address: it is no TURN server of RFC 5766 or later";
    }
}
