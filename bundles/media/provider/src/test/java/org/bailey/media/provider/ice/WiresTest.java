package org.bailey.media.provider.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bailey.ice.Candidate;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.IceDialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many connections one side has at most, and how long those that prove nothing. */
class WiresTest implements Wires.Owner {
    private static final int MOST = 64;
    private static final int ANY_BASE = 1000;
    private static final String NAMED = "127.0.0.9";
    private static final String STRANGER = "127.0.0.8";

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final IoEventLoop thread = group.next();
    private final AtomicLong clock = new AtomicLong(1);
    private final List<Socket> sockets = new ArrayList<>();
    // written by the loop, read on it
    private int open;
    private int refused;
    private int put;
    private ServerSocket peer;
    private Wires wires;
    private InetSocketAddress door;

    @BeforeEach
    void listen() throws Exception {
        InetAddress home = InetAddress.getByName("127.0.0.1");
        peer = new ServerSocket(0, 2 * MOST, home);
        try (var free = new ServerSocket(0, 1, home)) {
            door = (InetSocketAddress) free.getLocalSocketAddress();
        }
        onLoop(() -> {
            wires = new Wires(new IceLoop(thread, clock::get, new Reports(), () -> {}), this);
            wires.listen(1, door);
            wires.name(Candidate.parse("1 1 TCP 1 " + NAMED + " 9 typ host tcptype active", IceDialect.STANDARD)
                    .orElseThrow());
        });
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        onLoop(() -> wires.close());
        for (Socket socket : sockets) {
            await("it is closed", () -> !isOpen(socket));
            socket.close();
        }
        peer.close();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(30, TimeUnit.SECONDS);
    }

    @Test
    void hasNoMoreThan64AndSaysSoOfTheNext() throws Exception {
        connect(MOST);
        await("all are open", () -> onLoop(() -> open) == MOST);
        connect(1);
        await("the next one is refused", () -> onLoop(() -> refused) == 1);
        Socket stranger = come(STRANGER);
        await("there is no place for a stranger", () -> !isOpen(stranger));
        Socket named = come(NAMED);
        await("nor for the peer: those of ours may all be the ones that work", () -> !isOpen(named));
        assertEquals(MOST, (int) onLoop(() -> open));
        assertEquals(2, (int) onLoop(() -> put));
    }

    @Test
    void whenAllPlacesAreTakenTheOldestStrangerGoesAndThenTheOldestThatProvedNothing() throws Exception {
        connect(MOST - 3);
        await("they are open", () -> onLoop(() -> open) == MOST - 3);
        Socket named = come(NAMED);
        await("it is in", () -> onLoop(() -> open) == MOST - 2);
        Socket first = come(STRANGER);
        await("it is in", () -> onLoop(() -> open) == MOST - 1);
        Socket second = come(STRANGER);
        await("all places are taken", () -> onLoop(() -> open) == MOST);
        come(NAMED);
        await("the older stranger has to go", () -> !isOpen(first));
        come(NAMED);
        await("then the other one", () -> !isOpen(second));
        Socket third = come(STRANGER);
        await("a stranger puts out nobody who was named", () -> !isOpen(third));
        assertEquals(true, isOpen(named));
        come(NAMED);
        await("the oldest that was named has to go", () -> !isOpen(named));
        assertEquals(MOST, (int) onLoop(() -> open));
    }

    @Test
    void thoseOfOursHave120SecondsToProveThemselvesAndThoseOfOthers10() throws Exception {
        connect(2);
        await("they are open", () -> onLoop(() -> open) == 2);
        Socket stranger = come(STRANGER);
        await("it is in", () -> onLoop(() -> open) == 3);
        after(10);
        assertEquals(3, (int) onLoop(() -> open));
        after(1);
        await("10 s are over", () -> !isOpen(stranger));
        assertEquals(2, (int) onLoop(() -> open));
        onLoop(() -> wires.proven(ANY_BASE, (InetSocketAddress) peer.getLocalSocketAddress()));
        after(109);
        assertEquals(2, (int) onLoop(() -> open));
        after(1);
        assertEquals(1, (int) onLoop(() -> open));
        after(100_000);
        assertEquals(1, (int) onLoop(() -> open));
    }

    private void after(int seconds) {
        clock.addAndGet(seconds * 1_000_000_000L);
        onLoop(() -> wires.look());
    }

    /** Connections of ours, each as another base would make it. */
    private void connect(int count) throws Exception {
        var to = (InetSocketAddress) peer.getLocalSocketAddress();
        onLoop(() -> {
            int first = ANY_BASE + open;
            for (int i = 0; i < count; i++) {
                wires.connect(1, first + i, to.getAddress(), to);
            }
        });
    }

    private Socket come(String from) throws IOException {
        var socket = new Socket();
        sockets.add(socket);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(door);
        socket.setSoTimeout(20);
        return socket;
    }

    private static boolean isOpen(Socket socket) {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException quiet) {
            return true;
        } catch (SocketException reset) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private interface Asked<T> {
        T now();
    }

    private <T> T onLoop(Asked<T> question) {
        try {
            return thread.submit(question::now).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void onLoop(Runnable work) {
        onLoop(() -> {
            work.run();
            return 0;
        });
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 30 s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public int base(int component, Transport transport, InetAddress like) {
        return 0;
    }

    @Override
    public void connection(int base, InetSocketAddress from, boolean isOpen) {
        if (isOpen) {
            open++;
        } else if (base >= ANY_BASE + MOST) {
            refused++;
        } else {
            open--;
        }
    }

    @Override
    public void message(int component, int base, ByteBuffer message, InetSocketAddress from) {
        throw new AssertionError("nobody says anything");
    }

    @Override
    public void stray(boolean malformed) {
        put++;
    }
}
