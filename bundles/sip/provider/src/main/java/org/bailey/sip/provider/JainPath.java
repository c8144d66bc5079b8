package org.bailey.sip.provider;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Our path to a peer in the shape JAIN-SIP's transactions expect of a channel. */
final class JainPath extends MessageChannel implements RawMessageChannel {
    private final JainStack stack;
    private volatile Path path;
    private volatile Path.@Nullable Watcher watcher;
    private volatile @Nullable JainRequest sent;

    JainPath(JainStack stack, Path path) {
        this.stack = stack;
        this.path = path;
    }

    /** @param other what is sent goes over that one from now on; only for who watches nothing */
    void moveTo(Path other) {
        path = other;
    }

    /** @param other told when the path breaks */
    void watch(Path.Watcher other) {
        watcher = other;
    }

    void forget() {
        Path.Watcher known = watcher;
        if (known != null) {
            path.forget(known);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void sendMessage(SIPMessage message) {
        if (message instanceof JainRequest request) {
            if (request == sent) {
                stack.counts.retransmissionsOut.increment();
            }
            sent = request;
            path.send(request.bytes(), watcher);
        } else if (message instanceof JainResponse response) {
            path.send(response.bytes(), watcher);
        }
    }

    @Override
    public void sendMessage(SIPMessage message, InetAddress receiverAddress, int receiverPort) {
        sendMessage(message);
    }

    @Override
    protected void sendMessage(byte[] message, InetAddress address, int port, boolean reconnect) {
        path.send(message, watcher);
    }

    @Override
    public void processMessage(SIPMessage message) {
        throw new UnsupportedOperationException("nothing is routed to ourselves");
    }

    @Override
    public boolean isReliable() {
        return path.reliable();
    }

    @Override
    public String getTransport() {
        return path.source().transport().name();
    }

    @Override
    public boolean isSecure() {
        return path.source().transport() == org.bailey.sip.Transport.TLS;
    }

    @Override
    public SIPTransactionStack getSIPStack() {
        return stack;
    }

    @Override
    public String getPeerAddress() {
        return path.source().remote().getHostString();
    }

    @Override
    protected InetAddress getPeerInetAddress() {
        return path.source().remote().getAddress();
    }

    @Override
    protected String getPeerProtocol() {
        return getTransport();
    }

    @Override
    public int getPeerPort() {
        return path.source().remote().getPort();
    }

    @Override
    public int getPeerPacketSourcePort() {
        return getPeerPort();
    }

    @Override
    public InetAddress getPeerPacketSourceAddress() {
        return getPeerInetAddress();
    }

    @Override
    public String getKey() {
        return getKey(getPeerInetAddress(), getPeerPort(), getTransport());
    }

    @Override
    public String getViaHost() {
        return getPeerAddress();
    }

    @Override
    public int getViaPort() {
        return getPeerPort();
    }

    @Override
    public void close() {
        // connections outlive transactions
    }
}
