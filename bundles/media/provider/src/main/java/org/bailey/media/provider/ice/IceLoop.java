package org.bailey.media.provider.ice;

import io.netty.channel.IoEventLoop;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.bailey.ice.IceAgent;
import org.bailey.media.PacketPath;
import org.bailey.tls.TlsContexts;
import org.bailey.turn.TurnClient;
import org.bailey.turn.TurnStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What ICE and TURN of all calls on one event loop share. Used on its thread only. */
public final class IceLoop {
    /** Room before each packet, for the header a relay wants there. */
    public static final int HEADROOM = 64;

    private static final Logger LOG = LoggerFactory.getLogger(IceLoop.class);
    private static final int LARGEST = TurnStream.LONGEST;
    private static final long COMPLAIN_NANOS = 60_000_000_000L;

    final IoEventLoop thread;
    /** Holds one message that came over a connection, with room around it as in the loop's own buffer. */
    final ByteBuffer inbound = ByteBuffer.allocateDirect(HEADROOM + LARGEST + PacketPath.ROOM);

    private final LongSupplier clock;
    private final Reports reports;
    private final Runnable returned;
    private final SecureRandom random = new SecureRandom();
    private final ByteBuffer outbound = ByteBuffer.allocateDirect(HEADROOM + LARGEST + PacketPath.ROOM);
    private final Set<IceSide> sides = new LinkedHashSet<>();
    private @Nullable IceAgent agent;
    // whether there is one, even if it is not asked for the moment
    private boolean agentHere;
    private boolean turnHere;
    private @Nullable TurnClient turn;
    private @Nullable TlsContexts tls;
    private boolean receiving = true;
    private long complainedNanos;
    private long missed;

    /** @param returned runs when a client that was not asked for a while is asked again */
    public IceLoop(IoEventLoop thread, LongSupplier clock, Reports reports, Runnable returned) {
        if (HEADROOM < TurnClient.HEADROOM) {
            throw new IllegalStateException("a relay wants " + TurnClient.HEADROOM + " bytes before a packet");
        }
        this.thread = thread;
        this.clock = clock;
        this.reports = reports;
        this.returned = returned;
        complainedNanos = clock.getAsLong() - COMPLAIN_NANOS;
    }

    /** {@return how many messages came while there was no agent, since it was asked for last} */
    public int agent(@Nullable IceAgent now) {
        agent = now;
        agentHere = now != null;
        int came = (int) missed;
        missed = 0;
        if (now != null) {
            List.copyOf(sides).forEach(IceSide::agentBack);
        }
        return came;
    }

    public int turn(@Nullable TurnClient now) {
        turn = now;
        turnHere = now != null;
        if (now != null) {
            List.copyOf(sides).forEach(IceSide::turnBack);
            resume();
        }
        return 0;
    }

    public int tls(@Nullable TlsContexts now) {
        tls = now;
        return 0;
    }

    /** Whether packets can be handed on; connections stop reading while they cannot. */
    public void receiving(boolean possible) {
        receiving = possible;
        if (possible) {
            resume();
        }
    }

    private void resume() {
        if (receiving) {
            List.copyOf(sides).forEach(IceSide::resume);
        }
    }

    public boolean hasTurn() {
        return turn != null;
    }

    /** {@return whether what comes from a TURN server can be understood and handed on} */
    boolean mayReceive() {
        return receiving && turn != null;
    }

    /** {@return whether media can be handed on} */
    boolean receiving() {
        return receiving;
    }

    long nanos() {
        return clock.getAsLong();
    }

    @Nullable
    IceAgent agent() {
        return agent;
    }

    @Nullable
    TurnClient turn() {
        return turn;
    }

    @Nullable
    TlsContexts tls() {
        return tls;
    }

    void random(byte[] into) {
        random.nextBytes(into);
    }

    void own(IceSide side) {
        sides.add(side);
    }

    void disown(IceSide side) {
        sides.remove(side);
    }

    void missed() {
        missed++;
    }

    /** {@return the packet itself, or a copy of it where there is room for a header before it} */
    ByteBuffer withHeadroom(ByteBuffer packet) {
        if (packet.position() >= TurnClient.HEADROOM
                && packet.capacity() - packet.limit() >= TurnClient.TAILROOM
                && !packet.isReadOnly()) {
            return packet;
        }
        outbound.clear().position(HEADROOM);
        outbound.put(packet.duplicate());
        return outbound.limit(outbound.position()).position(HEADROOM);
    }

    private void again(IceAgent code) {
        if (agent == null && agentHere) {
            agent(code);
        }
    }

    private void again(TurnClient code) {
        if (turn == null && turnHere) {
            turn(code);
            returned.run();
        }
    }

    /** {@return whether the version before comes back: until then there is none, and what can be kept is kept for it} */
    boolean failed(Object code, String where, Throwable how) {
        if (reports.threw(code, where, how)) {
            if (code == agent) {
                agent = null;
                thread.schedule(() -> again((IceAgent) code), Reports.PATIENCE_SECONDS, TimeUnit.SECONDS);
            } else if (code == turn) {
                turn = null;
                thread.schedule(() -> again((TurnClient) code), Reports.PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            return true;
        }
        long nanos = nanos();
        if (nanos - complainedNanos >= COMPLAIN_NANOS) {
            complainedNanos = nanos;
            LOG.error("MEDIA-007 {} failed", code.getClass().getName(), how);
        }
        return false;
    }
}
