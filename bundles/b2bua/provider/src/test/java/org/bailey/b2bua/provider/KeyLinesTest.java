package org.bailey.b2bua.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.bailey.call.CallAction;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.dialplan.ZonePolicy.MediaEncryption;
import org.bailey.media.MediaFlow;
import org.bailey.media.Side;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSuite;
import org.bailey.sdp.Crypto;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.SessionDescription;
import org.bailey.sip.Hop;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which a=crypto line of an offer is taken, and what the record says of those that are not (RFC 4568 sections 6.1 and 6.3). */
class KeyLinesTest {
    private static Bench called(MediaEncryption level, String protocol, String... lines) {
        Bench bench = new Bench();
        bench.callerDialect = Dialect.STANDARD;
        bench.callerPolicy = new ZonePolicy(level, ZonePolicy.KeyOffer.OPTIONAL, false, false, true);
        StringBuilder text = new StringBuilder(
                "v=0\r\no=- 0 1 IN IP4 127.0.0.4\r\ns=-\r\nc=IN IP4 127.0.0.4\r\nt=0 0\r\nm=audio 20010 " + protocol
                        + " 8\r\na=rtpmap:8 PCMA/8000\r\n");
        for (int tag = 1; tag <= lines.length; tag++) {
            text.append("a=crypto:" + tag + " AES_CM_128_HMAC_SHA1_80 " + lines[tag - 1] + "\r\n");
        }
        bench.invited(text.toString());
        if (bench.count("INVITE") > 0) {
            bench.answer(
                    200,
                    "r",
                    "v=0\r\no=- 0 1 IN IP4 127.0.0.5\r\ns=-\r\nc=IN IP4 127.0.0.5\r\nt=0 0\r\nm=audio 20012 RTP/AVP 8\r\n"
                            + "a=rtpmap:8 PCMA/8000\r\n");
        }
        return bench;
    }

    private static String key(char filler) {
        return "inline:"
                + Base64.getEncoder().encodeToString(("" + filler).repeat(30).getBytes());
    }

    private static String steps(Bench bench) {
        return bench.actions.stream()
                .filter(CallAction.Note.class::isInstance)
                .map(note -> ((CallAction.Note) note).step().toString())
                .collect(Collectors.joining("\n"));
    }

    private static MediaDescription answered(Bench bench) throws MalformedSdp {
        assertEquals(200, bench.lastAnswer().status());
        return SessionDescription.parse(bench.lastAnswer().body().text())
                .media()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "KDR=0, 1, ''",
        "WSH=128 FEC_ORDER=SRTP_FEC -FOO=bar, 1, ''",
        "KDR=5, 2, 'a=crypto:1 wants KDR=5, and session keys are derived once here: a=crypto:2 is taken'",
        "FOO=bar, 2, 'a=crypto:1 wants FOO, which is not known here: a=crypto:2 is taken'",
        "UNENCRYPTED_SRTP, 2, 'a=crypto:1 wants UNENCRYPTED_SRTP, which would be half an encryption: a=crypto:2 is taken'",
        "UNENCRYPTED_SRTCP UNAUTHENTICATED_SRTP, 2, 'wants UNENCRYPTED_SRTCP and UNAUTHENTICATED_SRTP, which'",
        "FEC_KEY=@, 2, 'a=crypto:1 wants FEC_KEY, and no FEC is carried'",
        "WSH=1, 2, 'a=crypto 1: WSH is not a number from 64 to 32768: a=crypto:2 is taken'"
    })
    void aLineThatWantsWhatIsNotHereIsPassedOver(String parameters, int taken, String remark) throws MalformedSdp {
        String first = key('a') + " " + parameters.replace("@", key('f'));
        Bench bench = called(MediaEncryption.AUTO, "RTP/SAVP", first, key('b'));
        Crypto ours = Crypto.parse(answered(bench).attributes("crypto").get(0).text());
        assertEquals(taken, ours.tag());
        String steps = steps(bench);
        assertTrue(steps.contains(remark), steps);
        assertEquals(remark.isEmpty(), !steps.contains("audio of the caller: "), steps);
        assertFalse(steps.contains(key('f').substring(7)), "a key is in the record");
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO, RTP/AVP, 'audio of the caller: offers encryption (RTP/AVP with keys), but a=crypto:1 wants UNENCRYPTED_SRTCP'",
        "AUTO, RTP/SAVP, 'requires encryption (RTP/SAVP), but a=crypto:1 wants UNENCRYPTED_SRTCP, which would be half'",
        "REQUIRED, RTP/AVP, 'but a=crypto:1 wants UNENCRYPTED_SRTCP where encryption is required'",
        "REQUIRED, RTP/SAVP, 'but a=crypto:1 wants UNENCRYPTED_SRTCP where encryption is required'"
    })
    void lessProtectionIsPlainWhereItMayBeAndRefusedElsewhere(MediaEncryption level, String protocol, String words)
            throws MalformedSdp {
        Bench bench = called(level, protocol, key('a') + " UNENCRYPTED_SRTCP");
        if (level == MediaEncryption.AUTO && protocol.equals("RTP/AVP")) {
            assertFalse(answered(bench).has("crypto"));
            assertTrue(steps(bench).contains(words), steps(bench));
        } else {
            assertEquals(488, bench.lastAnswer().status());
            assertNotNull(bench.state);
            assertNotNull(bench.state.end());
            String sentence = bench.state.end().sentence();
            assertTrue(sentence.contains("on the leg of the caller") && sentence.contains(words), sentence);
        }
    }

    private static MediaFlow last(Bench bench, Side towards) {
        CallAction.ApplyMedia applied = bench.actions.stream()
                .filter(CallAction.ApplyMedia.class::isInstance)
                .map(CallAction.ApplyMedia.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
        return applied.plans().get(0).towards(towards);
    }

    private static String audio(String protocol, String keys) {
        return "v=0\r\no=- 0 1 IN IP4 127.0.0.5\r\ns=-\r\nc=IN IP4 127.0.0.5\r\nt=0 0\r\nm=audio 20012 " + protocol
                + " 8\r\na=rtpmap:8 PCMA/8000\r\n" + keys;
    }

    private static Crypto offered(Bench bench) throws MalformedSdp {
        return Crypto.parse(
                SessionDescription.parse(bench.lastSent("INVITE").body().text())
                        .media()
                        .get(0)
                        .attributes("crypto")
                        .get(0)
                        .text());
    }

    @Test
    void theirIdentifierInAnAnswerIsNoneOfOurs() throws MalformedSdp {
        Bench bench = new Bench();
        bench.callerDialect = Dialect.STANDARD;
        bench.calleePolicy = new ZonePolicy(MediaEncryption.REQUIRED, ZonePolicy.KeyOffer.OPTIONAL, false, false, true);
        bench.hops = List.of(
                new Hop("standard", Transport.TLS, new InetSocketAddress("127.0.0.2", 5060), "room.test", false));
        bench.invited(audio("RTP/AVP", ""));
        Crypto ours = offered(bench);
        assertEquals(0, ours.keys().get(0).mkiBytes());
        bench.answer(
                200,
                "r",
                audio("RTP/SAVP", "a=crypto:" + ours.tag() + " " + ours.suite() + " " + key('a') + "|2^31|7:2\r\n"));
        SrtpKey theirs = last(bench, Side.CALLER).receiveKey();
        SrtpKey sending = last(bench, Side.CALLEE).sendKey();
        assertNotNull(theirs);
        assertNotNull(sending);
        assertEquals(2, theirs.mkiBytes());
        assertEquals(7, theirs.mki());
        assertEquals(0, sending.mkiBytes());
    }

    @Test
    void anIdentifierThatWasAgreedStaysInLaterOffersOfOurs() throws MalformedSdp {
        Bench bench = called(MediaEncryption.REQUIRED, "RTP/SAVP", key('a') + "|2^31|1:4");
        SrtpKey before = last(bench, Side.CALLER).sendKey();
        bench.caller("ACK", 1, "").callee("INVITE", 1, audio("RTP/AVP", "a=sendonly\r\n"));
        Crypto ours = offered(bench);
        assertEquals(4, ours.keys().get(0).mkiBytes());
        assertEquals(1, ours.keys().get(0).mki());
        bench.answer(
                200,
                "",
                audio("RTP/SAVP", "a=crypto:" + ours.tag() + " " + ours.suite() + " " + key('a') + "|2^31|1:4\r\n"));
        assertNotNull(before);
        assertEquals(before, last(bench, Side.CALLER).sendKey());
    }

    @Test
    void aLineWithSeveralKeysIsTakenWithAllOfThem() throws MalformedSdp {
        Bench bench = called(MediaEncryption.REQUIRED, "RTP/SAVP", key('a') + "|2^31|1:4;" + key('b') + "|2^20|2:4");
        Crypto ours = Crypto.parse(answered(bench).attributes("crypto").get(0).text());
        assertEquals(1, ours.keys().size());
        assertEquals(4, ours.keys().get(0).mkiBytes());
        CallAction.ApplyMedia applied = (CallAction.ApplyMedia) bench.actions.stream()
                .filter(CallAction.ApplyMedia.class::isInstance)
                .findFirst()
                .orElseThrow();
        SrtpKey theirs = applied.plans().get(0).toCallee().receiveKey();
        assertNotNull(theirs);
        assertEquals(1, theirs.mki());
        assertEquals(List.of(2L), theirs.beside().stream().map(SrtpKey::mki).toList());
        assertEquals('b', theirs.beside().get(0).key()[0]);
    }

    private static byte[] filled(SrtpSuite suite, char filler) {
        byte[] key = new byte[suite.keyBytes() + suite.saltBytes()];
        Arrays.fill(key, (byte) filler);
        return key;
    }

    private static String line(int tag, SrtpSuite suite, char filler) {
        return "a=crypto:" + tag + " " + suite + " inline:"
                + Base64.getEncoder().encodeToString(filled(suite, filler)) + "\r\n";
    }

    /** Key and salt of our only or tagged line, as bytes that stand in it. */
    private static byte[] written(Crypto line, SrtpSuite suite) {
        assertEquals(suite.name(), line.suite());
        byte[] written = line.keys().get(0).keyAndSalt();
        assertEquals(suite.keyBytes() + suite.saltBytes(), written.length);
        return written;
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void eachSuiteOfAnOfferIsAnsweredUnderItsTag(SrtpSuite suite) throws MalformedSdp {
        SrtpSuite next = SrtpSuite.values()[(suite.ordinal() + 1) % SrtpSuite.values().length];
        Bench bench = new Bench();
        bench.callerDialect = Dialect.STANDARD;
        bench.callerPolicy = new ZonePolicy(MediaEncryption.REQUIRED, ZonePolicy.KeyOffer.OPTIONAL, false, false, true);
        bench.invited(audio("RTP/SAVP", line(7, suite, 'a') + line(3, next, 'b')));
        bench.answer(200, "r", audio("RTP/AVP", ""));
        assertEquals(1, answered(bench).attributes("crypto").size());
        Crypto ours = Crypto.parse(answered(bench).attributes("crypto").get(0).text());
        assertEquals(7, ours.tag());
        assertEquals(
                new SrtpKey(suite, filled(suite, 'a')), last(bench, Side.CALLEE).receiveKey());
        assertEquals(
                new SrtpKey(suite, written(ours, suite)),
                last(bench, Side.CALLER).sendKey());
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void eachSuiteIsOfferedAndTakenByTheTagOfTheAnswer(SrtpSuite suite) throws MalformedSdp {
        Bench bench = offering();
        List<Crypto> offered = new ArrayList<>();
        for (var attribute : SessionDescription.parse(
                        bench.lastSent("INVITE").body().text())
                .media()
                .get(0)
                .attributes("crypto")) {
            offered.add(Crypto.parse(attribute.text()));
        }
        assertEquals(
                SrtpSuite.values().length,
                offered.stream().map(Crypto::tag).distinct().count());
        Crypto ours = offered.stream()
                .filter(each -> each.suite().equals(suite.name()))
                .findFirst()
                .orElseThrow();
        bench.answer(200, "r", audio("RTP/SAVP", line(ours.tag(), suite, 'r')));
        assertEquals(200, bench.lastAnswer().status());
        assertEquals(
                new SrtpKey(suite, filled(suite, 'r')), last(bench, Side.CALLER).receiveKey());
        assertEquals(
                new SrtpKey(suite, written(ours, suite)),
                last(bench, Side.CALLEE).sendKey());
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void aSuiteUnderTheTagOfAnotherOneWasNotOffered(SrtpSuite suite) throws MalformedSdp {
        Bench bench = offering();
        Crypto first = offered(bench);
        int wrong = first.suite().equals(suite.name()) ? first.tag() + 1 : first.tag();
        bench.answer(200, "r", audio("RTP/SAVP", line(wrong, suite, 'r')));
        assertEquals(488, bench.lastAnswer().status());
        assertNotNull(bench.state);
        assertNotNull(bench.state.end());
        String sentence = bench.state.end().sentence();
        assertTrue(
                sentence.contains("is answered with a=crypto:" + wrong + " " + suite + ", which was not offered"),
                sentence);
    }

    /** A Microsoft client calls a room that has to be encrypted. */
    private static Bench offering() {
        Bench bench = new Bench();
        bench.calleePolicy = new ZonePolicy(MediaEncryption.REQUIRED, ZonePolicy.KeyOffer.OPTIONAL, false, false, true);
        bench.hops = List.of(
                new Hop("standard", Transport.TLS, new InetSocketAddress("127.0.0.2", 5060), "room.test", false));
        return bench.invited(audio("RTP/AVP", ""));
    }

    @ParameterizedTest
    @CsvSource({"optional, true", "required, true", "rejected, false", "Rejected, false"})
    void keysBesideEncryptionRejectedAreDeclined(String level, boolean encrypted) throws MalformedSdp {
        String said = "a=encryption:" + level + "\r\n" + line(2, SrtpSuite.AES_CM_128_HMAC_SHA1_80, 'a');
        for (Dialect dialect : Dialect.values()) {
            Bench bench = new Bench();
            bench.callerDialect = dialect;
            bench.invited(audio("RTP/AVP", said)).answer(200, "r", audio("RTP/AVP", ""));
            assertEquals(encrypted, answered(bench).has("crypto"));
            assertEquals(encrypted, last(bench, Side.CALLEE).receiveKey() != null);
            assertEquals(encrypted, last(bench, Side.CALLER).sendKey() != null);
        }
        Bench called = offering();
        called.answer(
                200,
                "r",
                audio(
                        "RTP/AVP",
                        said.replace("crypto:2", "crypto:" + offered(called).tag())));
        assertEquals(encrypted ? 200 : 488, called.lastAnswer().status());
    }

    @Test
    void encryptionRejectedIsRefusedWhereItIsRequired() {
        Bench bench = new Bench();
        bench.callerPolicy = new ZonePolicy(MediaEncryption.REQUIRED, ZonePolicy.KeyOffer.OPTIONAL, false, false, true);
        bench.invited(audio("RTP/AVP", "a=encryption:rejected\r\n" + line(2, SrtpSuite.AES_CM_128_HMAC_SHA1_80, 'a')));
        assertEquals(488, bench.lastAnswer().status());
        assertEquals(0, bench.count("INVITE"));
    }
}
