package org.bailey.itest;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.inject.Inject;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaPorts;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.RemotePorts;
import org.bailey.media.Side;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSuite;
import org.bailey.media.StreamStatistics;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The relay is updated in place, as the console does it, again and again under a stream of 500 packets a second, which it
 * protects in one call and unprotects in another: keys, indices and replay windows outlive the code.
 */
public class RelayUpdateIT extends ApplianceIT {
    private static final int UPDATES = 20;
    private static final int TYPE = 0;

    @Inject
    private MediaPorts media;

    @Test
    public void noPacketIsLostAndNoOldCodeStaysInMemory() throws Exception {
        try (DatagramSocket mouth = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
                DatagramSocket ear = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            ear.setReceiveBufferSize(4 << 20);
            Granted ports = ports("update");
            Granted onward = ports("onward");
            SrtpKey key = ports.callee().secret().key(SrtpSuite.AES_CM_128_HMAC_SHA1_80, 0);
            media.apply("update", List.of(plan(at(mouth), at(onward.caller().rtp()), null, key)));
            media.apply("onward", List.of(plan(at(ports.callee().rtp()), at(ear), key, null)));
            ports("onward");
            AtomicBoolean talking = new AtomicBoolean(true);
            Thread talk = new Thread(() -> talk(mouth, ports.caller().rtp(), talking));
            talk.start();
            List<WeakReference<ClassLoader>> gone = new ArrayList<>();
            Bundle relay = bundle("org.bailey.media.relay");
            for (int i = 0; i < UPDATES; i++) {
                gone.add(new WeakReference<>(relay.adapt(BundleWiring.class).getClassLoader()));
                try (InputStream jar = jar(relay).toURL().openStream()) {
                    relay.update(jar);
                }
                long heard = fromCaller().forwarded() + 20;
                await("packets pass after update " + i, () -> fromCaller().forwarded() >= heard);
                await("they are understood after update " + i, () -> last().forwarded() >= heard);
            }
            talking.set(false);
            talk.join();
            long sent = fromCaller().packets();
            await(
                    "the last packet has passed",
                    () -> last().forwarded() == fromCaller().packets());
            for (StreamStatistics stream : List.of(fromCaller(), last())) {
                assertEquals(0, stream.lost());
                assertEquals(0, stream.dropped());
            }
            ear.setSoTimeout(5000);
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            for (int expected = 0; expected < sent; expected++) {
                ear.receive(packet);
                assertEquals(
                        expected & 0xffff, ByteBuffer.wrap(packet.getData()).getShort(2) & 0xffff);
            }
            await("the old code is gone", () -> {
                System.gc();
                return gone.stream().noneMatch(loader -> loader.get() != null);
            });
            assertEquals(UPDATES, media.path().absences());
        } finally {
            media.release("update");
            media.release("onward");
            await("the ports are closed", () -> media.pool().inUse() == 0);
        }
    }

    private Granted ports(String call) throws Exception {
        return (Granted) media.allocate(call, 0, "audio").toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private StreamStatistics fromCaller() {
        return fromCaller("update");
    }

    private StreamStatistics last() {
        return fromCaller("onward");
    }

    private StreamStatistics fromCaller(String call) {
        return media.statistics(call).orElseThrow().stream()
                .filter(stream -> stream.from() == Side.CALLER)
                .findFirst()
                .orElseThrow();
    }

    private static MediaLinePlan plan(RemotePorts caller, RemotePorts callee, SrtpKey receive, SrtpKey send) {
        Map<Integer, Integer> types = Map.of(TYPE, TYPE);
        return new MediaLinePlan(
                0, "audio", new MediaFlow(callee, true, types).with(receive, send), new MediaFlow(caller, true, types));
    }

    private static RemotePorts at(int port) {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
        return new RemotePorts(address, address);
    }

    private static RemotePorts at(DatagramSocket socket) {
        InetSocketAddress address = (InetSocketAddress) socket.getLocalSocketAddress();
        return new RemotePorts(address, address);
    }

    private static void talk(DatagramSocket mouth, int port, AtomicBoolean talking) {
        byte[] packet = new byte[172];
        packet[0] = (byte) 0x80;
        try {
            for (int sequence = 0; talking.get(); sequence++) {
                ByteBuffer.wrap(packet).putShort(2, (short) sequence);
                mouth.send(new DatagramPacket(packet, packet.length, InetAddress.getByName("127.0.0.1"), port));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static URI jar(Bundle bundle) {
        String location = bundle.getLocation();
        return URI.create(location.substring(location.indexOf("file:")));
    }
}
