package org.bailey.peertest.bench;

import java.nio.file.Path;
import java.util.Map;
import org.bailey.peertest.Kamailio;
import org.bailey.peertest.Peer;
import org.bailey.peertest.Stage;

/**
 * What is measured: takes calls over UDP at 127.0.0.1 and places them over TCP.
 *
 * @param port where it takes calls
 * @param user and domain to call through it
 */
record Subject(String name, Peer process, int port, String user, String domain) {
    /** A stateful, record-routing proxy: no media, no SDP, no second dialog. */
    static Subject kamailio(Stage stage, int port, int callee) {
        return new Subject("kamailio", Kamailio.stateful(stage, port, callee), port, "room", "video.test");
    }

    double cpuSeconds() {
        return ProcessCost.cpuSeconds(process.pid());
    }

    long heapKib(Path folder) {
        return ProcessCost.heapKib(process.pid(), folder);
    }

    Map<String, Object> describe() {
        return Map.of("name", name, "pid", process.pid());
    }
}
