package org.bailey.b2bua.provider.bridge;

import static org.bailey.b2bua.provider.bridge.Exchanges.FROM_MICROSOFT;
import static org.bailey.b2bua.provider.bridge.Exchanges.FROM_STANDARD;
import static org.bailey.b2bua.provider.bridge.Exchanges.MICROSOFT_OFFER;
import static org.bailey.b2bua.provider.bridge.Exchanges.ROOM_OFFER;
import static org.bailey.b2bua.provider.bridge.Exchanges.description;
import static org.bailey.b2bua.provider.bridge.Exchanges.exchange;
import static org.bailey.b2bua.provider.bridge.Exchanges.fresh;
import static org.bailey.b2bua.provider.bridge.Exchanges.granted;
import static org.bailey.b2bua.provider.bridge.Exchanges.lines;
import static org.bailey.b2bua.provider.bridge.Exchanges.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.bailey.call.MediaLine;
import org.bailey.sdp.Attribute;
import org.bailey.sdp.MediaDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptionTest {
    private final BridgedExchange exchange = exchange();

    @ParameterizedTest
    @CsvSource({
        "RTP/AVP, false, NONE",
        "RTP/AVP, true, OPTIONAL",
        "rtp/avpf, true, OPTIONAL",
        "RTP/SAVP, true, REQUIRED",
        "RTP/SAVPF, false, REQUIRED",
        "UDP/TLS/RTP/SAVPF, false, OTHER",
        "TCP/RTP/AVP, true, OTHER",
        "UDP/BFCP, false, OTHER",
    })
    void readsWhatALineWants(String protocol, boolean crypto, Protection wanted) {
        MediaDescription line = MediaDescription.of("audio", 9, protocol, List.of("0"));
        assertEquals(wanted, Protection.of(crypto ? line.with(Attribute.of("crypto", "1 X inline:Y")) : line));
    }

    @ParameterizedTest
    @CsvSource({
        "audio, TCP/RTP/AVP, false, NONE",
        "audio, TCP/RTP/AVP, true, OPTIONAL",
        "video, tcp/rtp/savp, true, REQUIRED",
        "video, TCP/MSRP, false, OTHER",
        "applicationsharing, TCP/RTP/AVP, true, OTHER",
    })
    void readsWhatALineWantsThatIceHasBroughtToAConnection(
            String kind, String protocol, boolean crypto, Protection wanted) {
        MediaDescription line = MediaDescription.of(kind, 9, protocol, List.of("0"))
                .with(Attribute.of("candidate", "3 1 TCP-PASS 1013186815 192.0.2.2 45811 typ host"));
        assertEquals(wanted, Protection.of(crypto ? line.with(Attribute.of("crypto", "1 X inline:Y")) : line));
    }

    @Test
    void refusesRequiredEncryptionAndNamesTheLeg() {
        SdpExchange.Result.Refused refused =
                refused(exchange.lines(FROM_MICROSOFT, MICROSOFT_OFFER.replace(" RTP/AVP", " RTP/SAVP"), List.of(), 0));
        assertEquals(488, refused.status());
        String keyless =
                "requires encryption (RTP/SAVP), but keys are not sent over TCP: use TLS, or set keysWithoutTls"
                        + " where nobody can listen";
        assertEquals(
                "Encryption levels do not match on the leg of the caller (no zone, media encryption AUTO, signalling TCP):"
                        + " audio " + keyless + "; video " + keyless
                        + "; applicationsharing is sent over TCP/RTP/AVP, which no bridge carries; video " + keyless,
                refused.sentence());
    }

    @Test
    void refusesAnAnswerThatEncryptsUnasked() {
        List<MediaLine> carried =
                granted(lines(exchange.lines(FROM_STANDARD, ROOM_OFFER, List.of(), 0)), FROM_STANDARD);
        SdpExchange.Result.Description sent =
                description(exchange.offer(FROM_STANDARD, ROOM_OFFER, carried, fresh(55)));
        String encrypted = sent.text().replace("RTP/AVP", "RTP/SAVP");
        SdpExchange.Result.Refused refused =
                refused(exchange.answer(FROM_STANDARD, ROOM_OFFER, sent.text(), encrypted, sent.lines(), fresh(77)));
        assertEquals(488, refused.status());
        String unasked =
                "is answered encrypted (RTP/SAVP) although it was offered without: keys are not sent over TCP: use"
                        + " TLS, or set keysWithoutTls where nobody can listen";
        assertEquals(
                "Encryption levels do not match on the leg of the called side (no zone, media encryption AUTO, signalling"
                        + " TCP): audio " + unasked + "; video " + unasked,
                refused.sentence());
    }

    @Test
    void answersOptionalEncryptionInPlain() {
        List<MediaLine> carried =
                granted(lines(exchange.lines(FROM_STANDARD, ROOM_OFFER, List.of(), 0)), FROM_STANDARD);
        SdpExchange.Result.Description sent =
                description(exchange.offer(FROM_STANDARD, ROOM_OFFER, carried, fresh(55)));
        assertFalse(sent.text().contains("crypto"));
        SdpExchange.Result.Description answer = description(
                exchange.answer(FROM_STANDARD, ROOM_OFFER, sent.text(), sent.text(), sent.lines(), fresh(77)));
        assertFalse(answer.text().contains("crypto"));
        assertEquals(2, answer.plans().size());
    }

    @Test
    void takesThePlainOneOfTwoLinesForTheSameAudio() {
        String both = """
                v=0
                o=- 1 1 IN IP4 198.51.100.30
                c=IN IP4 198.51.100.30
                m=audio 4000 RTP/SAVP 0
                m=audio 4000 RTP/AVP 0
                m=audio 4002 RTP/AVP 0
                """;
        List<MediaLine> carried = lines(exchange.lines(FROM_STANDARD, both, List.of(), 0));
        assertEquals(List.of(1), carried.stream().map(MediaLine::callerIndex).toList());
    }
}
