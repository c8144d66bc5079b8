package org.bailey.turn.provider.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import org.bailey.optionkey.OptionKey;
import org.bailey.stun.MalformedStun;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunMessage;
import org.bailey.stun.StunMethod;
import org.bailey.turn.Allocation;
import org.bailey.turn.Allocation.Peers;
import org.bailey.turn.Allocation.State;
import org.bailey.turn.Channel;
import org.bailey.turn.Exchange;
import org.bailey.turn.Exchange.Purpose;
import org.bailey.turn.PeerConnection;
import org.bailey.turn.Permission;
import org.bailey.turn.TurnClient;
import org.bailey.turn.TurnOut;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** RFC 8656 with servers of RFC 5766 too. Has no state at all; everything is in the {@link Allocation}. */
@Component
public final class StatelessTurnClient implements TurnClient {
    /** Candidates of a peer, and addresses its checks come from; more is none of a call. */
    private static final int MOST_PERMISSIONS = 64;

    /** For whoever needs no key: tests. */
    public StatelessTurnClient() {}

    @Activate
    public StatelessTurnClient(@Reference(target = "(bailey.feature=turn-client)") OptionKey key) {
        this();
    }

    @Override
    public void allocate(Allocation allocation, long nanos, TurnOut out) {
        if (allocation.state == State.NEW) {
            allocation.state = State.ASKED;
            allocation.heard(nanos);
            Exchanges.begin(allocation, new Exchange(Purpose.ALLOCATE, null, null), nanos, out);
            Timers.set(allocation, nanos);
        }
    }

    @Override
    public void received(Allocation allocation, ByteBuffer message, long nanos, TurnOut out) {
        if (!message.hasRemaining()) {
            allocation.dropped++;
            return;
        }
        int kind = message.get(message.position()) >> 6 & 3;
        if (kind == 1) {
            Relaying.channelData(allocation, message, nanos, out);
        } else if (kind == 0) {
            try {
                stun(allocation, message, nanos, out);
            } catch (MalformedStun damaged) {
                allocation.dropped++;
            }
        } else {
            allocation.dropped++;
        }
    }

    private static void stun(Allocation allocation, ByteBuffer bytes, long nanos, TurnOut out) throws MalformedStun {
        StunMessage message = StunMessage.parse(bytes);
        if (message.type().response()) {
            Exchange exchange = Exchanges.find(allocation, message);
            if (exchange != null) {
                Answers.take(allocation, exchange, message, nanos, out);
                Timers.set(allocation, nanos);
                return;
            } else if (message.method() == StunMethod.BINDING) {
                return; // one more answer to a question that was asked more than once, as is done at short intervals
            }
        } else if (message.type() == StunClass.INDICATION && message.method() == StunMethod.DATA) {
            Relaying.dataIndication(allocation, message, bytes, nanos, out);
            return;
        } else if (message.type() == StunClass.INDICATION && message.method() == StunMethod.CONNECTION_ATTEMPT) {
            Connections.attempt(allocation, message, nanos, out);
            return;
        }
        allocation.dropped++;
    }

    @Override
    public void elapsed(Allocation allocation, long nanos, TurnOut out) {
        Timers.elapsed(allocation, nanos, out);
        Timers.set(allocation, nanos);
    }

    @Override
    public void permit(Allocation allocation, Collection<InetAddress> peers, long nanos, TurnOut out) {
        for (InetAddress peer : peers) {
            if (over(allocation)) {
                return;
            }
            if (!allocation.permissions.containsKey(peer)) {
                if (allocation.permissions.size() >= MOST_PERMISSIONS && !forget(allocation, peers)) {
                    break;
                }
                Permission permission = new Permission(peer);
                allocation.permissions.put(peer, permission);
                if (allocation.state == State.READY) {
                    Answers.permit(allocation, permission, nanos, out);
                }
            }
        }
        Timers.set(allocation, nanos);
    }

    /** The oldest that is not wanted any more lapses at the server, for nobody asks for it again. {@return whether one was} */
    private static boolean forget(Allocation allocation, Collection<InetAddress> wanted) {
        for (InetAddress old : allocation.permissions.keySet()) {
            boolean used = wanted.contains(old)
                    || allocation.channels.stream()
                            .anyMatch(channel -> channel.peer.getAddress().equals(old));
            if (!used) {
                allocation.permissions.remove(old);
                return true;
            }
        }
        return false;
    }

    @Override
    public void bind(Allocation allocation, InetSocketAddress peer, long nanos, TurnOut out) {
        if (allocation.peers != Peers.DATAGRAMS) {
            return;
        }
        int number = Channel.FIRST + allocation.channels.size();
        if (over(allocation) || Relaying.channel(allocation, peer) != null || number > Channel.LAST) {
            return;
        }
        Channel channel = new Channel(number, peer);
        allocation.channels.add(channel);
        if (allocation.state == State.READY) {
            Answers.bind(allocation, channel, nanos, out);
        }
        // a channel lives ten minutes, the permission that comes with it five
        permit(allocation, List.of(peer.getAddress()), nanos, out);
    }

    @Override
    public boolean send(Allocation allocation, ByteBuffer packet, InetSocketAddress peer, TurnOut out) {
        if (allocation.state != State.READY || allocation.peers != Peers.DATAGRAMS) {
            return false;
        }
        @Nullable Channel channel = Relaying.channel(allocation, peer);
        if (channel != null && channel.bound) {
            Relaying.wrap(channel, packet, allocation.server.streamed());
        } else {
            Relaying.wrap(peer, packet, allocation.scratch, out);
        }
        allocation.unanswered++;
        return out.send(packet);
    }

    @Override
    public PeerConnection connect(Allocation allocation, InetSocketAddress peer, long nanos, TurnOut out) {
        PeerConnection connection = Connections.begin(allocation, peer, nanos, out);
        Timers.set(allocation, nanos);
        return connection;
    }

    @Override
    public void join(Allocation allocation, PeerConnection connection, long nanos, TurnOut way) {
        Connections.join(allocation, connection, nanos, way);
    }

    @Override
    public boolean joined(
            Allocation allocation, PeerConnection connection, ByteBuffer message, long nanos, TurnOut way) {
        try {
            return Connections.joined(allocation, connection, StunMessage.parse(message), way);
        } catch (MalformedStun damaged) {
            allocation.dropped++;
            return false;
        }
    }

    @Override
    public void release(Allocation allocation, TurnOut out) {
        if (over(allocation)) {
            return;
        }
        boolean known =
                allocation.state != State.NEW && allocation.credential != null || allocation.state == State.READY;
        allocation.state = State.RELEASED;
        allocation.exchanges.clear();
        if (known) {
            Exchanges.begin(allocation, new Exchange(Purpose.RELEASE, null, null), 0, out);
        }
        allocation.dueNanos = Long.MAX_VALUE;
    }

    private static boolean over(Allocation allocation) {
        return allocation.state == State.FAILED || allocation.state == State.RELEASED;
    }
}
