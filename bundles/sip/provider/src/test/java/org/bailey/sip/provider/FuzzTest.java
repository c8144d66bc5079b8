package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipResponse;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.Test;

/** Damaged messages are refused or dropped, never a failure of ours and never a leftover. */
class FuzzTest {
    private static final int ROUNDS = 8_000;
    private static final String[] EVIL = {
        "\r\n",
        "\n",
        "\0",
        ";",
        ",",
        "<",
        ">",
        "\"",
        ":",
        " ",
        "\t",
        "@",
        "%",
        "=",
        "\r\n ",
        "\u00ff",
        "99999999999",
        "-1",
        "SIP/2.0",
        "z9hG4bK"
    };

    private static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (String method : new String[] {"INVITE", "OPTIONS", "ACK", "CANCEL", "BYE"}) {
            seeds.add(StreamTest.options(
                            "f" + method, "Record-Route: <sip:a;lr>, <sip:b;lr>\r\nContent-Length: 3\r\n\r\nabc")
                    .replace("OPTIONS", method)
                    .getBytes(StandardCharsets.UTF_8));
        }
        seeds.add(
                "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKabc\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=2\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        seeds.addAll(Samples.of("sip-").values());
        return seeds;
    }

    private static byte[] mutate(byte[] seed, Random random) {
        StringBuilder text = new StringBuilder(new String(seed, StandardCharsets.ISO_8859_1));
        for (int i = random.nextInt(4); i >= 0 && text.length() > 1; i--) {
            int at = random.nextInt(Math.min(text.length(), 600));
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.insert(at, EVIL[random.nextInt(EVIL.length)]);
                case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(30)));
                case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(80))));
                default -> text.setLength(at);
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void nothingBreaksAndNothingIsLeftOver() {
        Random random = new Random(20_26);
        List<byte[]> seeds = seeds();
        try (Bench bench = new Bench(Transport.UDP, Settings.fast())) {
            for (int i = 0; i < ROUNDS; i++) {
                byte[] message = mutate(seeds.get(random.nextInt(seeds.size())), random);
                CapturedPath path = new CapturedPath(i % 2 == 0 ? Transport.UDP : Transport.TCP);
                bench.stack.incoming.received(path, message);
                assertTrue(path.statusLines().stream().allMatch(line -> line.startsWith("SIP/2.0 ")));
                for (SipEvent event = bench.user.events.poll(); event != null; event = bench.user.events.poll()) {
                    if (event instanceof SipEvent.Requested requested && requested.transaction() != null) {
                        bench.stack.respond(
                                Objects.requireNonNull(requested.transaction()), SipResponse.of(481, "Gone", "f"));
                    }
                }
            }
            assertEquals(0, bench.stack.counts.failures.sum());
            assertTrue(bench.stack.counters().malformed() > ROUNDS / 10);
            Await.until(
                    "no transactions left",
                    java.time.Duration.ofSeconds(30),
                    () -> bench.stack.counters().serverTransactions() == 0 && bench.stack.incoming.transactions() == 0);
        }
    }

    @Test
    void streamsSurviveGarbage() {
        Random random = new Random(4711);
        List<byte[]> seeds = seeds();
        try (Bench bench = new Bench(Transport.TCP, Settings.fast())) {
            for (int i = 0; i < 150; i++) {
                try (RawPeer peer = new RawPeer(bench.address())) {
                    peer.write(mutate(seeds.get(random.nextInt(seeds.size())), random));
                }
            }
            assertEquals(0, bench.stack.counts.failures.sum());
            Await.until("no connections left", () -> bench.stack.counters().connections() == 0);
            try (RawPeer peer = new RawPeer(bench.address())) {
                peer.write(StreamTest.options("sound", "Content-Length: 0\r\n\r\n"));
                String heard;
                do {
                    heard = bench.user.next(SipEvent.Requested.class).request().callId();
                } while (!heard.equals("sound"));
            }
        }
    }
}
