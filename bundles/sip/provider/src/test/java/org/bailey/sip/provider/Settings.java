package org.bailey.sip.provider;

import java.time.Duration;

/** Settings of tests: the defaults but for one. */
final class Settings {
    private static final SipSettings D = SipSettings.DEFAULTS;

    private Settings() {}

    private static SipSettings of(int t1, int connections, Duration messageTime, int transactions, int waiting) {
        return new SipSettings(
                t1,
                8 * t1,
                10 * t1,
                D.maxMessageBytes(),
                connections,
                connections,
                D.idle(),
                messageTime,
                D.connectTime(),
                transactions,
                waiting,
                D.threads(),
                D.signallingDscp(),
                D.userAgent());
    }

    static SipSettings with(Duration messageTime) {
        return of(500, 1000, messageTime, 50_000, 10_000);
    }

    static SipSettings withConnections(int most) {
        return of(500, most, D.messageTime(), 50_000, 10_000);
    }

    static SipSettings withConnectionsPerAddress(int most) {
        return new SipSettings(
                D.t1Millis(),
                D.t2Millis(),
                D.t4Millis(),
                D.maxMessageBytes(),
                4 * most,
                0,
                D.idle(),
                D.messageTime(),
                D.connectTime(),
                D.maxTransactions(),
                D.maxWaitingEvents(),
                D.threads(),
                D.signallingDscp(),
                D.userAgent());
    }

    static SipSettings withDscp(int codePoint) {
        return new SipSettings(
                D.t1Millis(),
                D.t2Millis(),
                D.t4Millis(),
                D.maxMessageBytes(),
                D.maxConnections(),
                D.maxConnectionsPerAddress(),
                D.idle(),
                D.messageTime(),
                D.connectTime(),
                D.maxTransactions(),
                D.maxWaitingEvents(),
                D.threads(),
                codePoint,
                D.userAgent());
    }

    static SipSettings withWaiting(int most) {
        return of(500, 1000, D.messageTime(), 50_000, most);
    }

    static SipSettings withTransactions(int most) {
        return of(500, 1000, D.messageTime(), most, 10_000);
    }

    static SipSettings fast() {
        return t1(50);
    }

    static SipSettings t1(int millis) {
        return of(millis, 1000, D.messageTime(), 50_000, 10_000);
    }
}
