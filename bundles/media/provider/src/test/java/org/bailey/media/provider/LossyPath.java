package org.bailey.media.provider;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/** One port between a peer and ours: what the peer sends goes to us, what we send to the peer, some of it never, all of it late. */
final class LossyPath implements AutoCloseable {
    private final DatagramSocket socket;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Thread thread;
    private final IntPredicate lost;
    private final IntPredicate lostBack;
    private volatile int dropped;

    /**
     * @param ours our port
     * @param theirs the peer's port
     * @param dropEach one of so many packets of the peer is lost; 0 for none
     * @param delayMillis how long everything takes, each way
     */
    LossyPath(int ours, int theirs, int dropEach, long delayMillis) {
        this(ours, theirs, delayMillis, sequence -> dropEach > 0 && sequence % dropEach == 0, sequence -> false);
    }

    /**
     * @param lost which sequence numbers of the peer are lost
     * @param lostBack which of those that we send
     */
    LossyPath(int ours, int theirs, long delayMillis, IntPredicate lost, IntPredicate lostBack) {
        this.lost = lost;
        this.lostBack = lostBack;
        socket = Peer.socket("127.0.0.1");
        thread = new Thread(() -> {
            try {
                while (true) {
                    var packet = new DatagramPacket(new byte[2048], 2048);
                    socket.receive(packet);
                    boolean back = packet.getPort() == ours;
                    if (isLost(packet.getData(), back)) {
                        dropped += back ? 0 : 1;
                    } else {
                        pass(packet, back ? theirs : ours, delayMillis);
                    }
                }
            } catch (IOException | RejectedExecutionException closed) {
                later.shutdownNow();
            }
        });
        thread.start();
    }

    private boolean isLost(byte[] packet, boolean back) {
        return (back ? lostBack : lost).test((packet[2] & 0xff) << 8 | packet[3] & 0xff);
    }

    private void pass(DatagramPacket packet, int to, long delayMillis) {
        later.schedule(
                () -> {
                    packet.setAddress(InetAddress.getLoopbackAddress());
                    packet.setPort(to);
                    socket.send(packet);
                    return to;
                },
                delayMillis,
                TimeUnit.MILLISECONDS);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** {@return how many packets of the peer were lost here} */
    int dropped() {
        return dropped;
    }

    @Override
    public void close() throws InterruptedException {
        socket.close();
        thread.join();
    }
}
