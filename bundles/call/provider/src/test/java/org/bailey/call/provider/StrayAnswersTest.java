package org.bailey.call.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.bailey.sip.Body;
import org.bailey.sip.Headers;
import org.bailey.sip.SipEvent.Responded;
import org.bailey.sip.SipResponse;
import org.bailey.sip.Source;
import org.bailey.sip.TransactionId;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.Test;

class StrayAnswersTest {
    private final PaperStack sip = new PaperStack();
    private final StrayAnswers strayAnswers = new StrayAnswers(sip);

    private void answered(int status, String tag) {
        Headers headers = Headers.NONE
                .plus("From", "<sip:a@gw.test>;tag=ours")
                .plus("To", "<sip:b@room.test>;tag=" + tag)
                .plus("Call-ID", "c1")
                .plus("CSeq", "7 INVITE")
                .plus("Contact", "<sip:" + tag + "@127.0.0.2>");
        InetSocketAddress room = new InetSocketAddress("127.0.0.2", 5060);
        strayAnswers.take(new Responded(
                new TransactionId("call", "over.1"),
                new SipResponse(status, "OK", headers, Body.EMPTY, ""),
                new Source("standard", Transport.UDP, room, new InetSocketAddress("127.0.0.1", 5060), List.of())));
    }

    @Test
    void whatAForkRepeatsIsAcknowledgedAgainAndByeIsSaidOnce() {
        answered(200, "t1");
        answered(200, "t1");
        answered(200, "t1");
        assertEquals(List.of("ACK t1 7", "BYE t1 8", "ACK t1 7", "ACK t1 7"), sip.sent);
    }

    @Test
    void eachForkHasItsOwnBye() {
        answered(200, "t1");
        answered(200, "t2");
        assertEquals(List.of("ACK t1 7", "BYE t1 8", "ACK t2 7", "BYE t2 8"), sip.sent);
        assertEquals(4, sip.transactions.stream().distinct().count(), "no request is taken for another's");
    }

    @Test
    void othersAreLeftAlone() {
        answered(183, "t1");
        answered(486, "t1");
        assertEquals(List.of(), new ArrayList<>(sip.sent));
    }
}
