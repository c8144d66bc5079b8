package org.bailey.b2bua.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.bailey.call.CallAction;
import org.bailey.call.Phase;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.dialplan.ZonePolicy.KeyOffer;
import org.bailey.dialplan.ZonePolicy.MediaEncryption;
import org.bailey.media.MediaFlow;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSuite;
import org.bailey.sdp.Crypto;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.SessionDescription;
import org.bailey.sip.Hop;
import org.bailey.sip.SipResponse;
import org.bailey.sip.Transport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of a call for each level on each leg (MED-10, Q19): every policy of ours, with keys allowed or not by the
 * signalling, against each level of the peer, for the caller and for the called side in both directions, with the option key
 * microsoft-interop and without.
 */
class EncryptionLevelsTest {
    /** What the end of a leg wants: Microsoft's DoNotSupport, Support and Require, a room's none, srtp and srtp-mand. */
    enum Peer {
        NEVER,
        OPTIONAL,
        MANDATORY
    }

    enum Outcome {
        PLAIN,
        ENCRYPTED,
        REFUSED
    }

    /** What one leg comes to, and what the sentence says when it comes to nothing. */
    record Cell(MediaEncryption ours, Transport signalling, Peer peer, Outcome outcome, String why) {
        @Override
        public String toString() {
            return ours + " over " + signalling + " with " + peer + " is " + outcome;
        }
    }

    private static final String NO_TCP = "keys are not sent over TCP: use TLS, or set keysWithoutTls";
    private static final String ANSWERED = "answered 488 Reason to an offer of ";
    private static final String NO_KEY = "encryption there needs option key microsoft-interop, which is missing";
    private static final String OFF_WITHOUT_KEY =
            "audio requires encryption (RTP/SAVP), but media encryption is OFF there; option key microsoft-interop is missing";

    /** The peer offers. */
    private static final List<Cell> CALLERS = cells(
            MediaEncryption.AUTO,
            Transport.TLS,
            "P",
            "E",
            "E",
            MediaEncryption.AUTO,
            Transport.TCP,
            "P",
            "P",
            "audio requires encryption (RTP/SAVP), but " + NO_TCP,
            MediaEncryption.REQUIRED,
            Transport.TLS,
            "audio offers no encryption (RTP/AVP without keys)",
            "E",
            "E",
            MediaEncryption.REQUIRED,
            Transport.TCP,
            "audio offers no encryption (RTP/AVP without keys)",
            "audio offers encryption (RTP/AVP with keys), but " + NO_TCP,
            "audio requires encryption (RTP/SAVP), but " + NO_TCP,
            MediaEncryption.OFF,
            Transport.TLS,
            "P",
            "P",
            "audio requires encryption (RTP/SAVP), but media encryption is OFF there",
            MediaEncryption.OFF,
            Transport.TCP,
            "P",
            "P",
            "audio requires encryption (RTP/SAVP), but media encryption is OFF there");

    /** We offer. */
    private static final List<Cell> CALLED = cells(
            MediaEncryption.AUTO,
            Transport.TLS,
            "P",
            "E",
            "E",
            MediaEncryption.AUTO,
            Transport.TCP,
            "P",
            "P",
            ANSWERED + "RTP/AVP without keys",
            MediaEncryption.REQUIRED,
            Transport.TLS,
            ANSWERED + "RTP/SAVP",
            "E",
            "E",
            MediaEncryption.REQUIRED,
            Transport.TCP,
            "encryption is required, but " + NO_TCP,
            "encryption is required, but " + NO_TCP,
            "encryption is required, but " + NO_TCP,
            MediaEncryption.OFF,
            Transport.TLS,
            "P",
            "P",
            ANSWERED + "RTP/AVP without keys",
            MediaEncryption.OFF,
            Transport.TCP,
            "P",
            "P",
            ANSWERED + "RTP/AVP without keys");

    /** A Microsoft client offers, and there is no option key: signalling does not count. */
    private static final List<Cell> MICROSOFT_CALLERS = withoutKey(OFF_WITHOUT_KEY);

    /** We offer to a Microsoft client, and there is no option key. */
    private static final List<Cell> MICROSOFT_CALLED = withoutKey(ANSWERED + "RTP/AVP without keys");

    private static List<Cell> withoutKey(String mandatory) {
        return Stream.of(Transport.TLS, Transport.TCP)
                .flatMap(signalling -> cells(
                        MediaEncryption.AUTO,
                        signalling,
                        "P",
                        "P",
                        mandatory,
                        MediaEncryption.REQUIRED,
                        signalling,
                        NO_KEY,
                        NO_KEY,
                        NO_KEY,
                        MediaEncryption.OFF,
                        signalling,
                        "P",
                        "P",
                        mandatory)
                        .stream())
                .toList();
    }

    private static List<Cell> cells(Object... rows) {
        List<Cell> cells = new ArrayList<>();
        for (int row = 0; row < rows.length; row += 5) {
            for (Peer peer : Peer.values()) {
                String text = (String) rows[row + 2 + peer.ordinal()];
                Outcome outcome =
                        text.equals("P") ? Outcome.PLAIN : text.equals("E") ? Outcome.ENCRYPTED : Outcome.REFUSED;
                cells.add(new Cell((MediaEncryption) rows[row], (Transport) rows[row + 1], peer, outcome, text));
            }
        }
        return cells;
    }

    record Call(boolean licensed, Dialect callerDialect, Cell caller, Cell called, KeyOffer keyOffer) {
        @Override
        public String toString() {
            return (licensed ? "" : "without key, ") + callerDialect + " caller: " + caller + "; called: " + called
                    + " by " + keyOffer;
        }

        /** {@return the level a sentence names: without the key what is not required is off} */
        MediaEncryption told(Cell cell) {
            boolean microsoft = (cell == caller ? callerDialect : callerDialect.other()) == Dialect.MICROSOFT;
            return licensed || !microsoft || cell.ours() == MediaEncryption.REQUIRED
                    ? cell.ours()
                    : MediaEncryption.OFF;
        }
    }

    static Stream<Call> calls() {
        return Stream.of(
                        calls(true, Dialect.MICROSOFT, CALLERS, CALLED),
                        calls(true, Dialect.STANDARD, CALLERS, CALLED),
                        calls(false, Dialect.MICROSOFT, MICROSOFT_CALLERS, CALLED),
                        calls(false, Dialect.STANDARD, CALLERS, MICROSOFT_CALLED))
                .flatMap(some -> some);
    }

    private static Stream<Call> calls(boolean licensed, Dialect dialect, List<Cell> callers, List<Cell> calleds) {
        return callers.stream()
                .flatMap(caller -> calleds.stream()
                        .flatMap(called -> Stream.of(KeyOffer.values())
                                .map(keyOffer -> new Call(licensed, dialect, caller, called, keyOffer))));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void eachLegForItself(Call call) throws MalformedSdp {
        Bench bench = new Bench();
        bench.licensed = call.licensed();
        bench.callerDialect = call.callerDialect();
        bench.callerTransport = call.caller().signalling();
        bench.callerPolicy = policy(call.caller(), KeyOffer.OPTIONAL);
        bench.calleePolicy = policy(call.called(), call.keyOffer());
        bench.hops = List.of(new Hop(
                "standard", call.called().signalling(), new InetSocketAddress("127.0.0.2", 5060), "room.test", false));
        bench.invited(offer(call.caller().peer()));
        if (call.caller().outcome() == Outcome.REFUSED) {
            assertEquals(0, bench.count("INVITE"));
            refused(bench, call, "caller", "Callers", call.caller());
            return;
        }
        for (int tries = 0; tries < 3 && bench.phase() == Phase.SETUP && bench.count("INVITE") > tries; tries++) {
            answer(bench, call.called().peer(), call.callerDialect().other());
        }
        if (call.called().outcome() == Outcome.REFUSED) {
            refused(bench, call, "called side", "Rooms", call.called());
            return;
        }
        SipResponse ok = bench.lastAnswer();
        assertEquals(200, ok.status());
        MediaDescription ours = line(ok.body().text());
        boolean microsoft = call.callerDialect() == Dialect.MICROSOFT;
        boolean encrypted = call.caller().outcome() == Outcome.ENCRYPTED;
        boolean mandatory = call.caller().peer() == Peer.MANDATORY;
        assertEquals(mandatory || microsoft && encrypted ? "RTP/SAVP" : "RTP/AVP", ours.protocol());
        assertEquals(encrypted ? 1 : 0, ours.attributes("crypto").size());
        if (encrypted) {
            Crypto chosen = Crypto.parse(ours.attributes("crypto").get(0).text());
            assertEquals(3, chosen.tag(), "the line without key identifier");
            assertEquals(microsoft ? "2^31" : null, chosen.keys().get(0).lifetime());
        }
        CallAction.ApplyMedia applied = (CallAction.ApplyMedia) bench.actions.stream()
                .filter(CallAction.ApplyMedia.class::isInstance)
                .findFirst()
                .orElseThrow();
        MediaFlow toCallee = applied.plans().get(0).toCallee();
        MediaFlow toCaller = applied.plans().get(0).toCaller();
        keys(encrypted, toCallee.receiveKey(), toCaller.sendKey(), (byte) 'c');
        keys(call.called().outcome() == Outcome.ENCRYPTED, toCaller.receiveKey(), toCallee.sendKey(), (byte) 'r');
        if (encrypted) {
            SrtpKey key = toCaller.sendKey();
            assertNotNull(key);
            Crypto.Key written =
                    Crypto.parse(ours.attributes("crypto").get(0).text()).keys().get(0);
            assertEquals(
                    Base64.getEncoder().encodeToString(key.keyAndSalt()),
                    Base64.getEncoder().encodeToString(written.keyAndSalt()));
        }
    }

    private static void keys(
            boolean encrypted,
            @org.jspecify.annotations.Nullable SrtpKey theirs,
            @org.jspecify.annotations.Nullable SrtpKey ours,
            byte filler) {
        if (encrypted) {
            assertEquals(new SrtpKey(SrtpSuite.AES_CM_128_HMAC_SHA1_80, filled(filler)), theirs);
            assertNotNull(ours);
        } else {
            assertNull(theirs);
            assertNull(ours);
        }
    }

    /** The caller hears 488 and why; the sentence names leg, zone, level and signalling. */
    private static void refused(Bench bench, Call call, String leg, String zone, Cell cell) {
        SipResponse no = bench.lastAnswer();
        assertEquals(488, no.status());
        assertFalse(bench.did(CallAction.ApplyMedia.class));
        assertNotNull(bench.state);
        assertNotNull(bench.state.end());
        String sentence = bench.state.end().sentence();
        String described =
                "(zone '" + zone + "', media encryption " + call.told(cell) + ", signalling " + cell.signalling();
        assertTrue(sentence.contains(leg) && sentence.contains(described), sentence);
        assertTrue(sentence.contains(cell.why()), sentence);
        boolean byUs = !cell.why().startsWith(ANSWERED);
        assertEquals(byUs, sentence.startsWith("Encryption levels do not match on the leg of the " + leg), sentence);
        if (call.callerDialect() == Dialect.MICROSOFT && byUs) {
            String diagnostics = no.headers().first("ms-client-diagnostics", "");
            assertTrue(diagnostics.startsWith("52017;reason=\"Encryption levels dont match\";detail=\""), diagnostics);
        } else if (call.callerDialect() == Dialect.STANDARD) {
            assertTrue(no.headers().first("Warning", "").contains(cell.why()));
        }
    }

    private static ZonePolicy policy(Cell cell, KeyOffer offer) {
        return new ZonePolicy(cell.ours(), offer, false, false, true);
    }

    /** Three lines as Microsoft's clients have them; the second has a key identifier. */
    private static String offer(Peer peer) {
        return switch (peer) {
            case NEVER -> description("RTP/AVP", "");
            case OPTIONAL -> description("RTP/AVP", crypto(2, 'x', "|2^31|1:1") + crypto(3, 'c', "|2^31"));
            case MANDATORY -> description("RTP/SAVP", crypto(2, 'x', "|2^31|1:1") + crypto(3, 'c', "|2^31"));
        };
    }

    /** As the end of the called leg would: 488 to what it cannot have, keys where it can. */
    private static void answer(Bench bench, Peer peer, Dialect dialect) throws MalformedSdp {
        MediaDescription offered = line(bench.lastSent("INVITE").body().text());
        boolean keys = offered.has("crypto");
        boolean insists = offered.protocol().equals("RTP/SAVP");
        if (peer == Peer.NEVER && insists || peer == Peer.MANDATORY && !(insists && keys)) {
            bench.answer(488, "r" + bench.count("INVITE"), "");
        } else if (peer == Peer.NEVER || !keys) {
            bench.answer(200, "r", description("RTP/AVP", ""));
        } else {
            boolean savp = insists || dialect == Dialect.MICROSOFT;
            bench.answer(200, "r", description(savp ? "RTP/SAVP" : "RTP/AVP", crypto(1, 'r', "")));
        }
    }

    private static String description(String protocol, String keys) {
        return "v=0\r\no=- 0 1 IN IP4 127.0.0.4\r\ns=-\r\nc=IN IP4 127.0.0.4\r\nt=0 0\r\nm=audio 20010 " + protocol
                + " 8\r\na=rtpmap:8 PCMA/8000\r\n" + keys;
    }

    private static String crypto(int tag, char filler, String rest) {
        return "a=crypto:" + tag + " AES_CM_128_HMAC_SHA1_80 inline:"
                + Base64.getEncoder().encodeToString(filled((byte) filler)) + rest + "\r\n";
    }

    private static byte[] filled(byte filler) {
        byte[] key = new byte[30];
        java.util.Arrays.fill(key, filler);
        return key;
    }

    private static MediaDescription line(String text) throws MalformedSdp {
        return SessionDescription.parse(text).media().get(0);
    }
}
