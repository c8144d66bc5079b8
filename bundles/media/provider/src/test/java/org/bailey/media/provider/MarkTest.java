package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.nio.channels.DatagramChannel;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is in the IP header of packets that leave: asked of the sockets themselves. */
class MarkTest {
    private final Bench bench = new Bench();

    @AfterEach
    void nothingIsLeft() {
        bench.close();
    }

    @Test
    void marksAudioAsExpeditedAndWithVideoBothAlike() throws Exception {
        bench.open("c1");
        assertEquals("[184, 184, 184, 184]", bench.marks("c1", 0));
        bench.ask("c1", 1, "video");
        assertEquals("[136, 136, 136, 136]", bench.marks("c1", 0));
        assertEquals("[136, 136, 136, 136]", bench.marks("c1", 1));
        bench.media.release("c1", 1);
        bench.ask("c1", 0);
        assertEquals("[184, 184, 184, 184]", bench.marks("c1", 0));
    }

    @Test
    void marksCallsThatBeginAfterAChange() {
        bench.open("before");
        bench.media.reconfigure(MediaSettingsTest.config(
                Map.of("firstPort", bench.first, "lastPort", bench.first + 99, "audioDscp", 24)));
        bench.open("after");
        assertEquals("[184, 184, 184, 184]", bench.marks("before", 0));
        assertEquals("[96, 96, 96, 96]", bench.marks("after", 0));
    }

    @Test
    void marksIpv6AsWell() throws Exception {
        try (DatagramChannel channel = MediaSocket.open(InetAddress.getByName("::1"), bench.first + 400, 65536)) {
            var socket = new MediaSocket(null, null, false, channel);
            socket.mark(184);
            assertEquals(184, socket.marked());
        }
    }

    @Test
    void refusesWhatIsNoCodePoint() {
        assertThrows(IllegalArgumentException.class, () -> new Dscp(64, 0));
        assertThrows(IllegalArgumentException.class, () -> new Dscp(0, -1));
    }
}
