package org.bailey.b2bua.provider.bridge;

import static org.bailey.b2bua.provider.bridge.Exchanges.FROM_MICROSOFT;
import static org.bailey.b2bua.provider.bridge.Exchanges.FROM_STANDARD;
import static org.bailey.b2bua.provider.bridge.Exchanges.exchange;
import static org.bailey.b2bua.provider.bridge.Exchanges.fresh;
import static org.bailey.b2bua.provider.bridge.Exchanges.granted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bailey.dialplan.Dialect;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.sdp.Attribute;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.PayloadType;
import org.bailey.sdp.SessionDescription;
import org.junit.jupiter.api.Test;

/** Whatever is offered and answered, what we say obeys RFC 3264. The seed makes each run the same. */
class AnyOfferTest {
    private static final int ROUNDS = 10_000;
    private static final Set<String> STANDARD_WORDS = Set.of(
            "rtpmap",
            "fmtp",
            "rtcp",
            "rtcp-fb",
            "ptime",
            "maxptime",
            "content",
            "sendrecv",
            "sendonly",
            "recvonly",
            "inactive");
    private static final Set<String> CARRIED = Set.of(
            "G722/8000", "G7221/16000", "PCMU/8000", "PCMA/8000", "CN/8000", "telephone-event/8000", "H264/90000");

    private final BridgedExchange exchange = exchange();
    private int carried;
    private int answered;

    @Test
    void whatWeSayObeysTheRules() throws MalformedSdp {
        Random random = new Random(3264);
        RandomPeer peer = new RandomPeer(random);
        for (int round = 0; round < ROUNDS; round++) {
            SessionDescription offer = peer.offer();
            try {
                cross(random.nextBoolean() ? FROM_MICROSOFT : FROM_STANDARD, offer, peer);
            } catch (RuntimeException | AssertionError wrong) {
                throw new AssertionError("round " + round + ":\n" + offer.text(), wrong);
            }
        }
        assertTrue(carried > ROUNDS / 10 && answered > ROUNDS / 20, carried + " carried, " + answered + " answered");
    }

    @Test
    void damagedTextIsRefusedNeverThrown() {
        Random random = new Random(3264);
        for (int round = 0; round < ROUNDS; round++) {
            String offer = damaged(random, Exchanges.ROOM_OFFER);
            String sent = damaged(random, Exchanges.MICROSOFT_OFFER);
            String answer = damaged(random, Exchanges.MICROSOFT_OFFER);
            try {
                SdpExchange.Result found = exchange.lines(FROM_STANDARD, offer, List.of(), 0);
                if (found instanceof SdpExchange.Result.Lines lines) {
                    var ready = granted(lines.lines(), FROM_STANDARD);
                    exchange.offer(
                            FROM_STANDARD,
                            offer,
                            ready,
                            fresh(1).withLocal(sent, 1).withRemote(answer));
                    var placed = ready.stream()
                            .map(line -> line.withIndex(org.bailey.media.Side.CALLEE, line.id()))
                            .toList();
                    exchange.answer(FROM_STANDARD, offer, sent, answer, placed, fresh(2).withLocal(offer, 1));
                }
                exchange.describe(offer);
                exchange.same(offer, sent);
            } catch (RuntimeException wrong) {
                throw new AssertionError("round " + round + ":\n" + offer + sent + answer, wrong);
            }
        }
    }

    private void cross(SdpExchange.Direction direction, SessionDescription offer, RandomPeer peer) throws MalformedSdp {
        SdpExchange.Result found = exchange.lines(direction, offer.text(), List.of(), 0);
        if (!(found instanceof SdpExchange.Result.Lines lines)) {
            return;
        }
        carried++;
        SdpExchange.Result.Description sent = Exchanges.description(
                exchange.offer(direction, offer.text(), granted(lines.lines(), direction), fresh(55)));
        SessionDescription ours = SessionDescription.parse(sent.text());
        assertEquals(sent.lines().size(), ours.media().size());
        ours.media().forEach(line -> checkLine(line, direction.to()));
        SessionDescription reply = peer.answer(ours);
        SdpExchange.Result result =
                exchange.answer(direction, offer.text(), sent.text(), reply.text(), sent.lines(), fresh(77));
        if (result instanceof SdpExchange.Result.Description answer) {
            answered++;
            checkAnswer(direction, offer, reply, answer);
        }
    }

    private static void checkAnswer(
            SdpExchange.Direction direction,
            SessionDescription offer,
            SessionDescription reply,
            SdpExchange.Result.Description answer)
            throws MalformedSdp {
        SessionDescription text = SessionDescription.parse(answer.text());
        assertEquals(offer.media().size(), text.media().size());
        for (int place = 0; place < text.media().size(); place++) {
            MediaDescription asked = offer.media().get(place);
            MediaDescription said = text.media().get(place);
            assertEquals(asked.kind(), said.kind());
            assertEquals(asked.protocol(), said.protocol());
            if (said.isRefused()) {
                continue;
            }
            assertFalse(asked.isRefused());
            checkLine(said, direction.from());
            for (PayloadType type : said.payloadTypes()) {
                assertTrue(
                        asked.payloadTypes().stream()
                                .anyMatch(other -> other.number() == type.number() && other.sameCodec(type)),
                        () -> type + " was not offered");
            }
            var allowed = offer.direction(asked).reversed();
            assertEquals(text.direction(said), text.direction(said).and(allowed));
        }
        assertEquals(answer.lines().size(), answer.plans().size());
        for (MediaLinePlan plan : answer.plans()) {
            var line = answer.lines().get(plan.line());
            MediaDescription said = text.media().get(line.callerIndex());
            MediaDescription theirs = reply.media().get(line.calleeIndex());
            if (!said.isRefused()) {
                checkFlow(plan.toCallee(), said, theirs);
                assertTrue(numbers(offer.media().get(line.callerIndex()))
                        .containsAll(plan.toCaller().payloadTypes().values()));
                assertEquals(text.direction(said).receives(), plan.toCallee().open());
                assertEquals(text.direction(said).sends(), plan.toCaller().open());
            }
        }
    }

    private static void checkFlow(MediaFlow flow, MediaDescription from, MediaDescription to) {
        assertEquals(numbers(from), flow.payloadTypes().keySet());
        assertTrue(numbers(to).containsAll(flow.payloadTypes().values()));
    }

    private static Set<Integer> numbers(MediaDescription line) {
        Set<Integer> numbers = new HashSet<>();
        line.payloadTypes().forEach(type -> numbers.add(type.number()));
        return numbers;
    }

    private static void checkLine(MediaDescription line, Dialect dialect) {
        assertEquals(line.formats().size(), new HashSet<>(line.formats()).size());
        assertEquals(line.formats().size(), line.payloadTypes().size());
        for (PayloadType type : line.payloadTypes()) {
            assertTrue(CARRIED.contains(type.encoding() + "/" + type.clockRateHz()), type::toString);
        }
        assertTrue(line.payloadTypes().stream()
                .anyMatch(type ->
                        !type.encoding().equals("CN") && !type.encoding().equals("telephone-event")));
        if (dialect == Dialect.STANDARD) {
            for (Attribute attribute : line.attributes()) {
                assertTrue(STANDARD_WORDS.contains(attribute.name()), attribute::toString);
            }
        } else {
            assertEquals("main-" + line.kind(), line.label().orElseThrow());
            assertTrue(line.ssrcRange().isPresent());
        }
    }

    private static String damaged(Random random, String text) {
        StringBuilder out = new StringBuilder(text);
        for (int cuts = random.nextInt(6); cuts > 0; cuts--) {
            int at = random.nextInt(out.length());
            int to = Math.min(out.length(), at + random.nextInt(30));
            switch (random.nextInt(4)) {
                case 0 -> out.delete(at, to);
                case 1 -> out.insert(at, (char) random.nextInt(0x300));
                case 2 -> out.insert(at, out.substring(at, to));
                default ->
                    out.insert(
                            at,
                            List.of("\r\n", "m=", "a=", "99999", "0", " ", "/").get(random.nextInt(7)));
            }
        }
        return new String(out.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
