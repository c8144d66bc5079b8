package org.bailey.lab.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.bailey.lab.Leaks;
import org.bailey.lab.phone.AnswerPlan;
import org.bailey.lab.phone.CallEnd;
import org.bailey.lab.phone.LabCall;
import org.bailey.lab.phone.MicrosoftClient;
import org.bailey.lab.phone.MicrosoftVersion;
import org.bailey.lab.phone.PhoneOptions;
import org.bailey.lab.phone.Room;
import org.bailey.lab.wire.Journal;
import org.bailey.lab.wire.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontEndTest {
    private static final Duration SOON = Duration.ofSeconds(8);
    private static final String BOB = "sip:bob@ms.test";

    private FrontEnd frontEnd;
    private MicrosoftClient desk;
    private MicrosoftClient mobile;
    private Room room;

    @BeforeEach
    void open() throws Exception {
        frontEnd = FrontEnd.open(new FrontEndOptions().listen(Transport.TCP, "127.0.0.1", 0));
        room = Room.open(PhoneOptions.of("sip:huddle@room.test")
                .toneHz(880)
                .listen(Transport.TCP, "127.0.0.1", 0)
                .outbound(frontEnd.listening().get(0)));
        frontEnd.route("room.test", room.listening().get(0));
        desk = client(MicrosoftVersion.LYNC_2013);
        mobile = client(MicrosoftVersion.SKYPE_2016);
    }

    private MicrosoftClient client(MicrosoftVersion version) throws Exception {
        return MicrosoftClient.open(
                PhoneOptions.of(BOB).plan(AnswerPlan.noAnswer()).outbound(frontEnd.clientHop()), version);
    }

    @AfterEach
    void close() {
        desk.close();
        mobile.close();
        room.close();
        frontEnd.close();
        Leaks.assertNone();
    }

    @Test
    void bothDevicesRingAndTheOneThatDoesNotAnswerIsCancelled() {
        LabCall call = room.call(BOB);
        LabCall onDesk = desk.awaitIncoming(SOON).awaitRinging(SOON);
        LabCall onMobile = mobile.awaitIncoming(SOON).awaitRinging(SOON);
        room.journal().until("two branches", SOON, () -> call.forks() == 2);
        onMobile.answer();
        assertEquals(CallEnd.How.CANCEL_RECEIVED, onDesk.awaitEnded(SOON).how());
        call.awaitConnected(SOON).awaitTone(440, SOON).bye();
        assertEquals(CallEnd.How.BYE_RECEIVED, onMobile.awaitEnded(SOON).how());
    }

    @Test
    void oneDeclinesForAll() {
        LabCall call = room.call(BOB);
        mobile.awaitIncoming(SOON).awaitRinging(SOON);
        desk.awaitIncoming(SOON).awaitRinging(SOON);
        mobile.calls().get(0).reject(603, "Decline");
        assertEquals(603, call.awaitEnded(SOON).status());
        desk.calls().get(0).awaitEnded(SOON);
    }

    @Test
    void twoAnswersAtOnceLeaveOneCallUp() {
        frontEnd.faults()
                .received(m -> m.status() == 200 && m.method().equals("INVITE"))
                .times(2)
                .delay(Duration.ofMillis(200));
        LabCall call = room.call(BOB);
        LabCall onDesk = desk.awaitIncoming(SOON).awaitRinging(SOON);
        LabCall onMobile = mobile.awaitIncoming(SOON).awaitRinging(SOON);
        onDesk.answer();
        onMobile.answer();
        call.awaitConnected(SOON);
        room.journal().await("BYE for the second", SOON, e -> e.sent("BYE"));
        desk.journal().until("one of two ended", SOON, () -> (onDesk.end() == null) != (onMobile.end() == null));
        call.bye();
        onDesk.awaitEnded(SOON);
        onMobile.awaitEnded(SOON);
    }

    @Test
    void whatTheRoomGetsCarriesTheMicrosoftMarks() {
        desk.call("sip:huddle@room.test");
        String invite =
                room.journal().await("INVITE", SOON, e -> e.received("INVITE")).raw();
        for (String mark : new String[] {
            ";ms-route-sig=",
            "ms-received-cid=",
            ";epid=" + desk.epid(),
            "Contact: <" + desk.gruu() + ">",
            "ms-proxy-2007fallback",
            "Ms-Conversation-ID: ",
            "a=x-ssrc-range:",
            "a=x-devicecaps:",
            "a=crypto:2 AES_CM_128_HMAC_SHA1_80"
        }) {
            assertTrue(invite.contains(mark), mark + " is missing in\n" + invite);
        }
        mobile.call("sip:huddle@room.test");
        Journal.Entry second = room.journal()
                .await("second", SOON, e -> e.received("INVITE") && e.raw().contains("OC/16."));
        assertTrue(second.raw().contains("Content-Type: application/sdp"));
    }
}
