package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Without the appliance: what fails here is the fault of a peer or of this machine. */
@ResourceLock(Stage.SOUND)
class PeersAmongThemselvesIT {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void twoPhonesHearEachOther() {
        Baresip room = Baresip.named("room").playing(880).answering().start(stage);
        Baresip phone = Baresip.named("phone").playing(440).start(stage);
        phone.dial(room.uri()).awaitEstablished();
        phone.awaitTone(880);
        room.awaitTone(440);
        phone.hold();
        room.awaitSilence();
        phone.resume();
        room.awaitTone(440);
        phone.awaitTone(880);
        room.hangup();
        phone.awaitClosed();
    }

    @Test
    void aPhoneCallsThroughCallControlOverTcpAndMutualTls() {
        Pki pki = new Pki(stage.folder("pki"), "Test authority");
        Pki.Identity host = pki.identity("pbx.test", "127.0.0.1");
        int port = Ports.block(2);
        int tcp = Ports.next();
        Kamailio kamailio = Kamailio.start(stage, "pbx.test", port, "sip:127.0.0.1:" + tcp + ";transport=tcp", host);
        Baresip room = Baresip.named("room")
                .at(tcp)
                .over(Transport.TCP)
                .playing(880)
                .answering()
                .start(stage);
        Baresip phone = Baresip.named("phone")
                .over(Transport.TLS)
                .as(pki.identity("phone.test"))
                .with(";outbound=\"sip:127.0.0.1:" + kamailio.tlsPort() + ";transport=tls\"")
                .start(stage);
        phone.dial("sip:room@video.test").awaitEstablished();
        phone.awaitTone(880);
        phone.hangup();
        room.awaitEstablished().awaitClosed();
    }

    @Test
    void sippCallsSippOverMutualTls() {
        Pki pki = new Pki(stage.folder("pki"), "Test authority");
        Sipp callee = Sipp.playing("answer").over(Transport.TCP).calls(5).start(stage);
        Sockets.awaitTcpListener(callee, callee.port());
        Socat far = Socat.outOfTls(stage, Ports.next(), callee.port(), pki.identity("far.test"));
        Socat near = Socat.intoTls(stage, far.port(), pki.identity("near.test"), "far.test");
        Sipp.playing("call")
                .over(Transport.TCP)
                .calling("room", "127.0.0.1:" + near.port())
                .with("-key", "domain", "video.test")
                .calls(5)
                .with("-d", "200")
                .start(stage)
                .awaitSuccess(Await.PATIENCE);
        callee.awaitSuccess(Await.PATIENCE);
    }

    @Test
    void theNameServerRotates() {
        Bind bind = Bind.start(stage, "rooms.test", "room IN A 127.0.0.20", "room IN A 127.0.0.21");
        assertTrue(bind.alive());
        assertEquals(
                2, Dns.ask(bind, "room.rooms.test", "A", 4).stream().distinct().count());
    }

    @Test
    void aGenuineClientSignsInAndCallsARoom() {
        Pki pki = new Pki(stage.folder("pki"), "Test authority");
        Sipp room = Sipp.playing("answer-silent-forked")
                .over(Transport.TCP)
                .calls(1)
                .start(stage);
        SmallFrontEnd frontEnd = SmallFrontEnd.start(
                stage, "video.test=tcp:127.0.0.1:" + room.port(), pki.identity("fe.lync.test"), "--cancel");
        Sipe alice = Sipe.start(stage, frontEnd, "alice", "alice").awaitSignedOn();
        alice.call("sip:room@video.test");
        frontEnd.awaitOutput(Await.PATIENCE, "tag=mobile1");
        alice.hangup();
        room.awaitSuccess(Await.PATIENCE);
        alice.awaitOutput(Await.PATIENCE, "^call end");
    }

    @Test
    void theFrontEndRingsAllEndpointsOfAUser() {
        Pki pki = new Pki(stage.folder("pki"), "Test authority");
        SmallFrontEnd frontEnd = SmallFrontEnd.start(stage, "video.test=tcp:127.0.0.1:9", pki.identity("fe.lync.test"));
        Sipe desk = Sipe.start(stage, frontEnd, "bob", "bob-desk", "-n").awaitSignedOn();
        Sipe mobile = Sipe.start(stage, frontEnd, "bob", "bob-mobile", "-n").awaitSignedOn();
        Sipe alice = Sipe.start(stage, frontEnd, "alice", "alice").awaitSignedOn();
        alice.call("sip:bob@lync.test");
        desk.awaitOutput(Await.PATIENCE, "^call new audio sip:alice");
        mobile.awaitOutput(Await.PATIENCE, "^call new audio sip:alice");
        desk.say("accept");
        mobile.awaitOutput(Await.PATIENCE, "^call end");
        alice.hangup();
        desk.awaitOutput(Await.PATIENCE, "^call end");
    }

    @Test
    void twoGenuineClientsSeeEachOther() {
        Pki pki = new Pki(stage.folder("pki"), "Test authority");
        SmallFrontEnd frontEnd = SmallFrontEnd.start(stage, "video.test=tcp:127.0.0.1:9", pki.identity("fe.lync.test"));
        Sipe alice = Sipe.start(stage, frontEnd, "alice", "alice", "-v").awaitSignedOn();
        Sipe bob = Sipe.start(stage, frontEnd, "bob", "bob", "-v").awaitSignedOn();
        alice.callWithVideo("sip:bob@lync.test");
        alice.awaitPictures(20);
        bob.awaitPictures(20);
        alice.hangup();
        bob.awaitOutput(Await.PATIENCE, "^call end");
    }

    @Test
    void aLinphoneRoomHearsAndIsHeard() {
        Linphone room = Linphone.named("room", Transport.TCP, Ports.next(), 880).start(stage);
        Baresip phone = Baresip.named("phone").over(Transport.TCP).withVideo().start(stage);
        phone.dial(room.uri()).awaitEstablished();
        phone.awaitTone(880);
        room.awaitTone(440);
        phone.hangup();
        phone.awaitClosed();
    }
}
