package org.bailey.turn.provider.client;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.bailey.stun.FingerprintForm;
import org.bailey.stun.IntegrityForm;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunMethod;
import org.bailey.stun.StunWriter;
import org.bailey.turn.Allocation;
import org.bailey.turn.Allocation.Family;
import org.bailey.turn.Allocation.Peers;
import org.bailey.turn.Channel;
import org.bailey.turn.Credential;
import org.bailey.turn.Exchange;
import org.bailey.turn.Exchange.Purpose;
import org.bailey.turn.TurnServer;

/** What requests look like. */
final class Requests {
    /** REQUESTED-TRANSPORT: UDP. */
    private static final int UDP = 17 << 24;
    /** REQUESTED-TRANSPORT: TCP (RFC 6062 section 4.1). */
    private static final int TCP = 6 << 24;
    /** REQUESTED-ADDRESS-FAMILY: 0x02 (RFC 8656 section 18.8). */
    private static final int IPV6 = 2 << 24;
    /** User name, realm and nonce have 509, 763 and 763 bytes at most. */
    private static final int LONGEST = 4096;

    private Requests() {}

    static int method(Purpose purpose) {
        return switch (purpose) {
            case ALLOCATE -> StunMethod.ALLOCATE;
            case REFRESH, RELEASE -> StunMethod.REFRESH;
            case PERMIT -> StunMethod.CREATE_PERMISSION;
            case BIND -> StunMethod.CHANNEL_BIND;
            case PROBE -> StunMethod.BINDING;
            case CONNECT -> StunMethod.CONNECT;
            case JOIN -> StunMethod.CONNECTION_BIND;
        };
    }

    static byte[] write(Allocation allocation, Exchange exchange) {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
        StunWriter writer = StunWriter.begin(bytes, StunClass.REQUEST, method(exchange.purpose), exchange.id);
        switch (exchange.purpose) {
            case ALLOCATE -> {
                writer.number(StunAttribute.REQUESTED_TRANSPORT, allocation.peers == Peers.DATAGRAMS ? UDP : TCP);
                if (allocation.family == Family.IPV6) {
                    writer.number(StunAttribute.REQUESTED_ADDRESS_FAMILY, IPV6);
                }
            }
            case RELEASE -> writer.number(StunAttribute.LIFETIME, 0);
            case PERMIT ->
                writer.address(
                        StunAttribute.XOR_PEER_ADDRESS,
                        new InetSocketAddress(requireNonNull(exchange.permission).peer, 0));
            case BIND -> {
                Channel channel = requireNonNull(exchange.channel);
                writer.number(StunAttribute.CHANNEL_NUMBER, (long) channel.number << 16)
                        .address(StunAttribute.XOR_PEER_ADDRESS, channel.peer);
            }
            case CONNECT -> writer.address(StunAttribute.XOR_PEER_ADDRESS, requireNonNull(exchange.connection).peer);
            case JOIN -> writer.number(StunAttribute.CONNECTION_ID, requireNonNull(exchange.connection).id);
            case REFRESH, PROBE -> {}
        }
        Credential credential = exchange.credential;
        if (credential != null) {
            sign(writer, allocation.server, credential);
        }
        writer.fingerprint(FingerprintForm.RFC);
        ByteBuffer done = writer.end();
        byte[] message = new byte[done.remaining()];
        done.get(message);
        return message;
    }

    private static void sign(StunWriter writer, TurnServer server, Credential credential) {
        writer.text(StunAttribute.USERNAME, server.username())
                .put(StunAttribute.REALM, credential.realm())
                .put(StunAttribute.NONCE, credential.nonce());
        if (credential.algorithm() == 0) {
            writer.integrity(credential.key(), IntegrityForm.RFC);
        } else {
            // both, so that nobody on the way can strike the better one (RFC 8489 section 9.2.4)
            writer.put(StunAttribute.PASSWORD_ALGORITHMS, credential.algorithms())
                    .number(StunAttribute.PASSWORD_ALGORITHM, (long) credential.algorithm() << 16)
                    .integritySha256(credential.key());
        }
    }
}
