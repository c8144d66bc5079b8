package org.bailey.turn.provider.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.bailey.stun.IntegrityForm;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunError;
import org.bailey.stun.StunKey;
import org.bailey.stun.StunMessage;
import org.bailey.stun.StunWriter;
import org.bailey.turn.Allocation.Peers;
import org.bailey.turn.Allocation.State;
import org.bailey.turn.PeerConnection;
import org.bailey.turn.TurnServer.Transport;
import org.junit.jupiter.api.Test;

/** Whatever a server says, nothing is thrown and nothing piles up. */
class HostileServerTest {
    private static final StunKey KEY = StunKey.longTerm(Desk.USER, "lab", Desk.PASSWORD);
    private static final int[] ATTRIBUTES = {
        StunAttribute.REALM,
        StunAttribute.NONCE,
        StunAttribute.XOR_RELAYED_ADDRESS,
        StunAttribute.XOR_MAPPED_ADDRESS,
        StunAttribute.LIFETIME,
        StunAttribute.ERROR_CODE,
        StunAttribute.ALTERNATE_SERVER,
        StunAttribute.PASSWORD_ALGORITHMS,
        StunAttribute.SOFTWARE,
        StunAttribute.XOR_PEER_ADDRESS,
        StunAttribute.DATA
    };
    private static final int[] CODES = {300, 400, 401, 403, 437, 438, 441, 442, 486, 500, 508};

    private final Random random = new Random(20_261);

    @Test
    void noiseIsDropped() {
        Desk desk = Desk.ready(Transport.UDP, 600);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(120)];
            random.nextBytes(noise);
            if (noise.length > 8 && random.nextBoolean()) {
                ByteBuffer.wrap(noise).putShort((short) (noise[0] & 0x3F)).putShort((short) (noise.length - 20));
                ByteBuffer.wrap(noise).putInt(4, StunMessage.COOKIE);
            }
            desk.deliver(ByteBuffer.wrap(noise));
        }
        assertEquals(20_000, desk.allocation.dropped);
        assertEquals(State.READY, desk.allocation.state);
    }

    @Test
    void mutatedAnswersNeverThrowAndNeverPileUp() {
        for (int round = 0; round < 4_000; round++) {
            boolean connections = random.nextInt(3) == 0;
            Desk desk = new Desk(
                    connections || random.nextBoolean() ? Transport.TCP : Transport.UDP,
                    connections ? Peers.CONNECTIONS : Peers.DATAGRAMS);
            desk.allocate();
            for (int step = 0; step < 12; step++) {
                if (desk.sent.isEmpty()) {
                    desk.client.permit(
                            desk.allocation, List.of(Desk.host("203.0.113." + random.nextInt(256))), desk.nanos, desk);
                    desk.client.bind(desk.allocation, Desk.at("203.0.113.9", 1 + random.nextInt(9)), desk.nanos, desk);
                    desk.client.connect(
                            desk.allocation, Desk.at("203.0.113.9", 1 + random.nextInt(9)), desk.nanos, desk);
                    desk.pass(Duration.ofMillis(random.nextInt(30_000)));
                }
                if (!desk.sent.isEmpty()) {
                    desk.deliver(answer(Desk.parsed(desk.sent.remove())));
                }
            }
            assertTrue(desk.allocation.exchanges.size() < 40, "requests under way");
            for (PeerConnection offered : List.copyOf(desk.offered)) {
                if (offered.state == PeerConnection.State.OFFERED) {
                    desk.client.join(desk.allocation, offered, desk.nanos, desk);
                    desk.client.joined(desk.allocation, offered, answer(Desk.parsed(desk.sent.removeLast())), 0, desk);
                }
            }
            assertTrue(desk.allocation.connections.size() <= 16, "connections");
            assertTrue(desk.failures.size() <= 1, desk.failures.toString());
            desk.client.release(desk.allocation, desk);
            assertEquals(Long.MAX_VALUE, desk.allocation.dueNanos);
        }
    }

    private ByteBuffer answer(StunMessage request) {
        StunClass type = random.nextInt(3) == 0 ? StunClass.ERROR : StunClass.SUCCESS;
        StunWriter writer = Desk.answer(request, request.has(StunAttribute.NONCE) ? type : StunClass.ERROR);
        if (!request.has(StunAttribute.NONCE) && random.nextInt(4) > 0) {
            writer.error(new StunError(401, ""))
                    .text(StunAttribute.REALM, "lab")
                    .text(StunAttribute.NONCE, "n");
        } else {
            writer.error(new StunError(CODES[random.nextInt(CODES.length)], ""))
                    .address(StunAttribute.XOR_RELAYED_ADDRESS, Desk.RELAYED);
            for (int i = random.nextInt(4); i > 0; i--) {
                byte[] value = new byte[random.nextInt(24)];
                random.nextBytes(value);
                writer.put(ATTRIBUTES[random.nextInt(ATTRIBUTES.length)], value);
            }
        }
        if (random.nextInt(4) > 0) {
            writer.integrity(KEY, IntegrityForm.RFC);
        }
        ByteBuffer message = writer.end();
        if (random.nextInt(3) == 0) {
            int at = random.nextInt(message.limit());
            message.put(at, (byte) random.nextInt());
        }
        return message;
    }
}
