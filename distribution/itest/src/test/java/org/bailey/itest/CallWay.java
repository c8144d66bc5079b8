package org.bailey.itest;

import java.util.List;
import java.util.stream.Stream;

/**
 * A way in which calls end: what the caller does, what the called side does (told by the user part, which is the way's
 * name), and who ends it with which status.
 */
enum CallWay {
    TALK("call", 10, "caller 200"),
    ENDED("call-ended", 10, "callee 200"),
    OPERATOR("call-ended", 5, "operator 200"),
    OFFERLESS("call-offerless", 10, "caller 200"),
    HELD("call-held", 10, "caller 200"),
    VIDEO("call-video", 10, "caller 200"),
    FORKED("call", 10, "caller 200"),
    CANCELLED("call-cancelled", 10, "caller 487"),
    /** The called side answers when it hears CANCEL. */
    CROSSED("call-cancelled", 10, "caller 487"),
    BUSY("call-refused", 10, "callee 486"),
    DECLINED("call-refused", 10, "callee 603"),
    UNKNOWN("call-refused", 10, "callee 404"),
    /** No rule of the dial plan matches. */
    NOWHERE("call-refused", 10, "gateway 404"),
    UNANSWERED("call-refused", 5, "gateway 480"),
    SILENT("call-refused", 5, "gateway 408"),
    /** Nobody listens on the TCP port. */
    UNREACHABLE("call-refused", 10, "gateway 503"),
    MALFORMED("call-malformed", 10, "gateway 400"),
    FOREIGN("call-foreign", 10, "gateway 488"),
    /** The dial plan leads the call back to the gateway, which answers itself 482; the caller hears the same. */
    LOOP("call-refused", 5, "callee 482"),
    HOPS("call-refused", 10, "gateway 483"),
    UNACKNOWLEDGED("call-without-ack", 2, "gateway 408"),
    /** Calls beyond the limit leave no record. */
    TOO_MANY("call-refused", 0, "");

    static final List<CallWay> ALL =
            Stream.of(values()).filter(way -> way.share > 0).toList();
    /** Those that are over at once. */
    static final List<CallWay> QUICK = List.of(
            TALK, ENDED, OPERATOR, OFFERLESS, HELD, VIDEO, FORKED, CANCELLED, BUSY, UNREACHABLE, MALFORMED, LOOP);

    final String scenario;
    /** Its share of all calls, against those of the others. */
    final int share;

    /** Who ends the call with which status. */
    final String end;

    CallWay(String scenario, int share, String end) {
        this.scenario = scenario;
        this.share = share;
        this.end = end;
    }

    String user() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** {@return where the calls of {@code caller} go} */
    String domain(String ordinary) {
        return this == NOWHERE ? "elsewhere.test" : ordinary;
    }

    int hops() {
        return this == HOPS ? 0 : 70;
    }
}
