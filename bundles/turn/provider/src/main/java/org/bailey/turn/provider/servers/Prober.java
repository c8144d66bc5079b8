package org.bailey.turn.provider.servers;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.bailey.tls.TlsContexts;
import org.bailey.turn.Allocation;
import org.bailey.turn.Allocation.Remedy;
import org.bailey.turn.TurnClient;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnServer.Transport;
import org.bailey.turn.TurnServerStatus.State;
import org.jspecify.annotations.Nullable;

/** Asks servers; blocks its thread, which {@link #stop} from another one ends. */
final class Prober {
    private final TurnClient client;
    private volatile @Nullable Wire open;
    private volatile boolean stopped;

    Prober(TurnClient client) {
        this.client = client;
    }

    /** @param tls null while section tls is away */
    Outcome ask(TurnServer server, @Nullable TlsContexts tls, Duration patience) {
        Allocation next = new Allocation(server);
        Outcome outcome = Outcome.failed(State.UNKNOWN, "the appliance is going down", "");
        boolean samePortAgain = true;
        while (next != null && !stopped) {
            Allocation now = next;
            outcome = once(now, tls, patience);
            next = now.next();
            if (now.remedy == Remedy.OTHER_PORT && samePortAgain) {
                samePortAgain = false;
                next = new Allocation(now.server);
            }
        }
        return outcome;
    }

    private Outcome once(Allocation allocation, @Nullable TlsContexts tls, Duration patience) {
        TurnServer server = allocation.server;
        try (Wire wire = wire(server, tls, patience)) {
            return new Probe(allocation, client, wire).run(patience);
        } catch (IOException e) {
            String sentence = "the TURN server " + server.name() + sentence(server, e);
            return Outcome.failed(State.UNREACHABLE, sentence, allocation.software);
        } finally {
            open = null;
        }
    }

    private Wire wire(TurnServer server, @Nullable TlsContexts tls, Duration patience) throws IOException {
        if (server.transport() == Transport.UDP) {
            DatagramWire wire = new DatagramWire(server.address());
            open = wire;
            return wire;
        }
        StreamWire wire = new StreamWire();
        open = wire;
        try {
            wire.open(server, tls, (int) patience.toMillis());
            return wire;
        } catch (IOException e) {
            wire.close();
            throw e;
        }
    }

    private static String sentence(TurnServer server, IOException e) {
        String where = server.transport() + " " + server.address().getAddress().getHostAddress() + ":"
                + server.address().getPort();
        if (e instanceof SSLException) {
            return " is not trusted at " + where + ": " + e.getMessage()
                    + "; check its certificate, address of org.bailey.turn.server " + server.name()
                    + ", and the trusted authorities of section tls";
        }
        if (e instanceof PortUnreachableException || e instanceof ConnectException && refused(e)) {
            return " does not listen at " + where + ": check that it runs, its address and port";
        }
        if (e instanceof SocketTimeoutException) {
            return " does not answer at " + where
                    + ": check that it runs, its address and port, and the firewalls on the way";
        }
        if (e instanceof EOFException) {
            return " closes the connection at " + where + ": check that this port speaks TURN over "
                    + server.transport();
        }
        return " cannot be asked at " + where + ": " + e.getMessage();
    }

    private static boolean refused(IOException e) {
        return String.valueOf(e.getMessage()).contains("refused");
    }

    void stop() {
        stopped = true;
        Wire now = open;
        if (now != null) {
            try {
                now.close();
            } catch (IOException e) {
                // closed then
            }
        }
    }
}
