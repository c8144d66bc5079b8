package org.bailey.sip.provider;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.bailey.sip.Hop;
import org.bailey.sip.Transport;
import org.bailey.tls.TlsContexts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIP over TCP or TLS: accepts connections, and opens those that our requests need. */
final class StreamListener extends Listener {
    private static final Logger LOG = LoggerFactory.getLogger(StreamListener.class);
    private static final WriteBufferWaterMark MARK = new WriteBufferWaterMark(1 << 20, 4 << 20);

    /** Connections of ours are shared by all requests to the same peer under the same name. */
    private record Peer(InetSocketAddress address, String name, boolean verify) {}

    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Map<Peer, Connection> ours = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, Connection> theirs = new ConcurrentHashMap<>();
    /** How many of {@code theirs} each address holds. */
    private final Map<InetAddress, Integer> held = new ConcurrentHashMap<>();

    private final Trouble crowd = new Trouble();
    private final Trouble refusal = new Trouble();
    private volatile String lastTrouble = "";

    StreamListener(ListenerSettings settings, Sockets sockets) {
        super(settings, sockets);
    }

    @Override
    ChannelFuture bind() {
        return new ServerBootstrap()
                .group(sockets.loops())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, MARK)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel accepted) {
                        accept(accepted);
                    }
                })
                .bind(settings.bind());
    }

    private void accept(SocketChannel accepted) {
        TlsContexts tls = sockets.tls();
        boolean secure = settings.transport() == Transport.TLS;
        String crowded = crowded(accepted.remoteAddress().getAddress());
        if (!crowded.isEmpty() || (secure && tls == null)) {
            sockets.counts.refused.increment();
            accepted.close();
            String said = crowded.isEmpty() ? null : crowd.happened(crowded);
            if (said != null) {
                LOG.warn("SIP-004 listener {}: {}", settings, said);
            }
            return;
        }
        Connection connection = add(
                accepted,
                accepted.remoteAddress(),
                secure && tls != null ? TlsPeer.accepting(tls) : null,
                settings.clientCertificate());
        held.merge(connection.remote().getAddress(), 1, Integer::sum);
        if (theirs.put(connection.remote(), connection) != null) {
            released(connection.remote().getAddress());
        }
    }

    /** {@return why a peer at that address may not have one more connection; empty when it may} */
    private String crowded(InetAddress from) {
        SipSettings limits = sockets.settings();
        if (connections.size() >= limits.maxConnections()) {
            return "all its " + limits.maxConnections() + " connections are taken, " + held.getOrDefault(from, 0)
                    + " of them by " + from.getHostAddress()
                    + ", which is refused more: raise maxConnections of org.bailey.sip if these are peers, block them if not";
        }
        int most = limits.perAddress();
        return held.getOrDefault(from, 0) < most || sockets.inbox.knows(from)
                ? ""
                : from.getHostAddress() + " holds " + most + " connections and is refused more: it is no peer of a zone"
                        + " and no trusted host. Add it if it is one, raise maxConnectionsPerAddress of org.bailey.sip if many"
                        + " peers share that address, block it if not";
    }

    private void released(InetAddress from) {
        held.computeIfPresent(from, (address, count) -> count == 1 ? null : count - 1);
    }

    private Connection add(
            Channel channel,
            InetSocketAddress remote,
            @Nullable TlsPeer peer,
            ListenerSettings.ClientCertificate certificate) {
        StreamFramer framer = new StreamFramer(sockets.settings().maxMessageBytes());
        Connection connection = new Connection(this, remote, peer, framer);
        connections.add(connection);
        install(channel, connection, framer, peer, certificate);
        return connection;
    }

    private void install(
            Channel channel,
            Connection connection,
            StreamFramer framer,
            @Nullable TlsPeer peer,
            ListenerSettings.ClientCertificate certificate) {
        if (peer != null) {
            channel.pipeline().addLast(peer.handler(certificate, sockets.settings()));
        }
        channel.pipeline().addLast(framer, connection);
    }

    @Override
    Path path(Hop hop) {
        Connection open = open(hop);
        if (open != null) {
            return open;
        }
        Peer peer = new Peer(hop.address(), hop.name(), hop.verify());
        synchronized (ours) {
            open = ours.get(peer);
            if (open == null || !open.usable()) {
                open = connect(hop);
                ours.put(peer, open);
                if (!open.usable()) {
                    ours.remove(peer, open);
                }
            }
        }
        return open;
    }

    private @Nullable Connection open(Hop hop) {
        Connection accepted = theirs.get(hop.address());
        if (accepted != null && accepted.usable() && accepted.suits(hop.name(), hop.verify())) {
            return accepted;
        }
        Connection open = ours.get(new Peer(hop.address(), hop.name(), hop.verify()));
        return open != null && open.usable() ? open : null;
    }

    @Override
    boolean connected(Hop hop) {
        return open(hop) != null;
    }

    private Connection connect(Hop hop) {
        TlsContexts tls = sockets.tls();
        boolean secure = settings.transport() == Transport.TLS;
        TlsPeer peer = secure && tls != null ? TlsPeer.connecting(tls, hop) : null;
        StreamFramer framer = new StreamFramer(sockets.settings().maxMessageBytes());
        Connection connection = new Connection(this, hop.address(), peer, framer);
        connections.add(connection);
        if (secure && tls == null) {
            connection.close(connection + ": we have no TLS identity yet");
            return connection;
        }
        Bootstrap bootstrap = new Bootstrap()
                .group(sockets.loops())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, MARK)
                .option(ChannelOption.IP_TOS, sockets.settings().octet())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        sockets.settings().connectTime().toMillis())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        install(channel, connection, framer, peer, ListenerSettings.ClientCertificate.NONE);
                    }
                });
        if (!settings.bind().getAddress().isAnyLocalAddress()) {
            bootstrap.localAddress(settings.bind().getAddress(), 0);
        }
        bootstrap.connect(hop.address()).addListener(future -> {
            if (!future.isSuccess()) {
                connection.close(connection + refusal(future.cause()));
            }
        });
        return connection;
    }

    private static String refusal(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        if (cause instanceof ConnectException && text.contains("refused")) {
            return " refused the connection: nothing listens there";
        }
        return text.contains("timed out") ? " did not take the connection in time" : " cannot be reached: " + text;
    }

    void gone(Connection connection) {
        connections.remove(connection);
        if (theirs.remove(connection.remote(), connection)) {
            released(connection.remote().getAddress());
        }
        ours.values().remove(connection);
    }

    void tlsFailed(Connection connection, String cause) {
        sockets.counts.tlsFailures.increment();
        String trouble = cause;
        if (theirs.get(connection.remote()) == connection && cause.startsWith("we refused it")) {
            if (cause.equals(TlsTrouble.WITHOUT_CERTIFICATE)) {
                trouble +=
                        ", which this listener needs. Give the peer one with the usage clientAuth, by an authority on the"
                                + " trust list of org.bailey.tls; or set clientCertificate of org.bailey.sip.listener~"
                                + settings.name() + " to want, and its address alone is believed";
            }
            refusal.happened("TLS with " + connection + ": " + trouble);
        }
        String text = "TLS with " + connection + ": " + trouble;
        String said = lastTrouble;
        lastTrouble = text;
        if (said.isEmpty() || !said.endsWith(trouble)) {
            LOG.warn("SIP-002 {}", text);
        } else {
            LOG.debug("{}", text);
        }
    }

    @Override
    String hint() {
        if (settings.transport() == Transport.TLS && sockets.tls() == null) {
            return "connections are refused until there is a TLS identity: configure org.bailey.tls";
        }
        String crowded = crowd.recent();
        return crowded.isEmpty() ? refusal.recent() : crowded;
    }

    @Override
    List<Channel> channels() {
        return connections.stream()
                .flatMap(connection -> Stream.ofNullable(connection.channel()))
                .toList();
    }

    @Override
    int connections() {
        return connections.size();
    }

    @Override
    void drop(String reason) {
        List.copyOf(connections).forEach(connection -> connection.close(reason));
    }
}
