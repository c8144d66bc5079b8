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
import java.util.Arrays;
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
import org.bailey.media.StreamStatistics;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** The relay is updated in place, as the console does it, again and again under a stream of 500 packets a second. */
public class RelayUpdateIT extends ApplianceIT {
    private static final int UPDATES = 20;
    private static final int TYPE = 0;

    @Inject
    private MediaPorts media;

    @Test
    public void noPacketIsLostAndNoOldCodeStaysInMemory() throws Exception {
        try (DatagramSocket mouth = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
                DatagramSocket ear = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            Granted ports = (Granted)
                    media.allocate("update", 0, "audio").toCompletableFuture().get(5, TimeUnit.SECONDS);
            media.apply("update", List.of(plan(mouth, ear)));
            media.allocate("update", 0, "audio").toCompletableFuture().get(5, TimeUnit.SECONDS);
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
            }
            talking.set(false);
            talk.join();
            long sent = fromCaller().packets();
            await(
                    "the last packet has passed",
                    () -> fromCaller().forwarded() == fromCaller().packets());
            assertEquals(0, fromCaller().lost());
            assertEquals(0, fromCaller().dropped());
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
            await("the ports are closed", () -> media.pool().inUse() == 0);
        }
    }

    private StreamStatistics fromCaller() {
        return media.statistics("update").orElseThrow().stream()
                .filter(stream -> stream.from() == Side.CALLER)
                .findFirst()
                .orElseThrow();
    }

    private static MediaLinePlan plan(DatagramSocket caller, DatagramSocket callee) throws IOException {
        callee.setReceiveBufferSize(4 << 20);
        return new MediaLinePlan(
                0,
                "audio",
                new MediaFlow(at(callee), true, Map.of(TYPE, TYPE)),
                new MediaFlow(at(caller), true, Map.of(TYPE, TYPE)));
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

    private Bundle bundle(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static URI jar(Bundle bundle) {
        String location = bundle.getLocation();
        return URI.create(location.substring(location.indexOf("file:")));
    }
}
