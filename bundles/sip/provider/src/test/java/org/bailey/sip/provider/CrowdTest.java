package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipUser;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody connects and says nothing, again and again. */
class CrowdTest {
    private static final int MOST = 4;

    private final Bench bench = new Bench(Transport.TCP, Settings.withConnectionsPerAddress(MOST));
    private final List<Socket> silent = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (Socket socket : silent) {
            socket.close();
        }
        Await.until("all are gone", () -> bench.stack.counters().connections() == 0);
        bench.close();
    }

    private void connect(int times, String from) throws Exception {
        for (int i = 0; i < times; i++) {
            Socket socket = new Socket();
            silent.add(socket);
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(bench.address());
        }
    }

    private void answers(String from) throws Exception {
        connect(1, from);
        Socket last = silent.get(silent.size() - 1);
        last.getOutputStream().write("\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        last.setSoTimeout(5000);
        assertEquals('\r', last.getInputStream().read(), "a keep-alive is answered");
    }

    @Test
    void oneAddressDoesNotShutOutTheOthersAndIsNamed() throws Exception {
        connect(3 * MOST, "127.0.0.5");
        Await.until("the others are closed", () -> bench.stack.counters().refused() == 2 * MOST);
        assertEquals(MOST, bench.stack.counters().connections());
        answers("127.0.0.6");
        String problem = bench.stack.listeners().get(0).problem();
        assertTrue(problem.contains("127.0.0.5 holds 4 connections and is refused more"), problem);
        assertTrue(bench.stack.listeners().get(0).listening());
    }

    @Test
    void whoGoesMakesRoom() throws Exception {
        connect(MOST, "127.0.0.5");
        Await.until("all are there", () -> bench.stack.counters().connections() == MOST);
        silent.get(0).close();
        Await.until("one is gone", () -> bench.stack.counters().connections() == MOST - 1);
        answers("127.0.0.5");
        assertEquals("", bench.stack.listeners().get(0).problem());
    }

    @Test
    void aPeerIsBoundByTheListenersLimitOnly() throws Exception {
        bench.stack.addUser(
                new SipUser() {
                    @Override
                    public void happened(SipEvent event) {
                        throw new AssertionError(event);
                    }

                    @Override
                    public boolean knows(InetAddress address) {
                        return address.getHostAddress().equals("127.0.0.7");
                    }
                },
                Map.of(SipUser.OWNER, "plan", "service.id", 2L));
        connect(5 * MOST, "127.0.0.7");
        Await.until("the listener is full", () -> bench.stack.counters().refused() == MOST);
        String problem = bench.stack.listeners().get(0).problem();
        assertTrue(problem.contains("all its 16 connections are taken, 16 of them by 127.0.0.7"), problem);
    }
}
