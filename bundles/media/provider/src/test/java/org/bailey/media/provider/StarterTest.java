package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Map;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.SsrcSpan;
import org.bailey.media.Starter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StarterTest {
    private final Bench bench = new Bench();
    private final Peer client = new Peer();
    private final Peer room = new Peer();

    @AfterEach
    void nothingIsLeft() {
        client.close();
        room.close();
        bench.close();
    }

    @Test
    void theClientHearsSilenceUntilTheRoomSpeaksAndAlwaysTheAnnouncedSource() {
        Granted ports = bench.open("c1");
        Starter starter = new Starter(8, (byte) 0xd5, 160, 160);
        MediaFlow toClient =
                new MediaFlow(client.ports(), true, Map.of(8, 8), Map.of(), new SsrcSpan(270_010, 1), starter);
        bench.apply("c1", new MediaLinePlan(0, "audio", new MediaFlow(room.ports(), true, Map.of(8, 8)), toClient));
        for (int i = 0; i < 2; i++) {
            byte[] silence = Peer.receive(client.rtp);
            assertEquals(172, silence.length);
            assertEquals(8, silence[1]);
            assertEquals((byte) 0xd5, silence[171]);
            assertEquals(270_010, ByteBuffer.wrap(silence).getInt(8));
        }
        room.speak(ports.callee(), 4711, 8);
        byte[] first = Peer.receive(client.rtp);
        while (Peer.sequence(first) != 4711) {
            first = Peer.receive(client.rtp); // a last packet of silence may have been on its way
        }
        assertEquals(270_010, ByteBuffer.wrap(first).getInt(8));
        assertEquals(null, Peer.receive(client.rtp, 500), "silence ends with the first packet");
    }
}
