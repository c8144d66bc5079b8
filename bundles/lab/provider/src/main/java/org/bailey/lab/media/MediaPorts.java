package org.bailey.lab.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;

/** An even RTP port and the odd RTCP port above it (RFC 3550 section 11). */
record MediaPorts(DatagramChannel rtp, DatagramChannel rtcp, InetAddress address, int port) {
    private static final int ATTEMPTS = 100;

    static MediaPorts open(InetAddress address) throws IOException {
        IOException last = new IOException("no attempt made");
        for (int i = 0; i < ATTEMPTS; i++) {
            DatagramChannel rtp = DatagramChannel.open();
            try {
                rtp.bind(new InetSocketAddress(address, 0));
                int port = ((InetSocketAddress) rtp.getLocalAddress()).getPort();
                if (port % 2 == 0) {
                    DatagramChannel rtcp = DatagramChannel.open();
                    try {
                        rtcp.bind(new InetSocketAddress(address, port + 1));
                        rtp.configureBlocking(false);
                        rtcp.configureBlocking(false);
                        return new MediaPorts(rtp, rtcp, address, port);
                    } catch (IOException taken) {
                        rtcp.close();
                        last = taken;
                    }
                }
            } catch (IOException taken) {
                last = taken;
            }
            rtp.close();
        }
        throw new IOException("no free pair of media ports on " + address.getHostAddress(), last);
    }

    void close() {
        try {
            rtp.close();
            rtcp.close();
        } catch (IOException ended) {
            // closed is what we wanted
        }
    }
}
