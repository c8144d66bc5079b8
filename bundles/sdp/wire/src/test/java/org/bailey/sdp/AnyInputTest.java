package org.bailey.sdp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever comes in, the parsers answer with a value or a {@link MalformedSdp}; the seed makes each run the same. */
class AnyInputTest {
    private static final int ROUNDS = 20_000;
    private static final String[] SPLINTERS = {
        "\r\n",
        "\n",
        "\r",
        "m=",
        "a=",
        "c=IN IP4 ",
        "v=0\r\n",
        "99999",
        "-1",
        ":",
        "/",
        " ",
        "\0",
        "rtpmap:",
        "=",
        "18446744073709551616",
        "a=fmtp:",
        "a=x-ssrc-range:0-0\r\n",
        "a=x-mediabw:",
        "a=rtcp:",
        "--",
        "\"",
        ";",
        "%",
        "a=rtpmap:96 x/0/0\r\n",
        "Content-Type: application/sdp\r\n\r\n",
        "--b\r\n"
    };

    @Test
    void descriptionsAreReadOrRefusedAndReadBackTheSame() {
        Random random = new Random(8866);
        List<byte[]> seeds = seeds();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = mutated(seeds.get(random.nextInt(seeds.size())), seeds, random);
            try {
                check(SessionDescription.parse(body));
            } catch (MalformedSdp refused) {
                assertTrue(refused.getMessage().length() > 10);
            } catch (RuntimeException | AssertionError wrong) {
                throw new AssertionError(
                        "round " + round + ": " + new String(body, StandardCharsets.ISO_8859_1), wrong);
            }
        }
    }

    @Test
    void multipartBodiesAreReadOrRefused() {
        Random random = new Random(2046);
        List<byte[]> seeds = new ArrayList<>();
        for (byte[] sdp : seeds()) {
            MultipartBody.Part part = MultipartBody.Part.of("application/sdp", "session", sdp);
            seeds.add(new MultipartBody("mixed", "b", List.of(part, part)).bytes());
        }
        String[] types = {
            "multipart/mixed;boundary=b", "multipart/mixed", "multipart/;boundary=\"", "multipart/a b;boundary="
        };
        for (int round = 0; round < ROUNDS / 4; round++) {
            byte[] body = mutated(seeds.get(random.nextInt(seeds.size())), seeds, random);
            String type = types[random.nextInt(types.length)];
            try {
                MultipartBody read = MultipartBody.parse(type, body);
                assertTrue(read.parts().size() <= MultipartBody.MAX_PARTS);
                SessionDescription.read(type, body);
            } catch (MalformedSdp refused) {
                assertTrue(refused.getMessage().length() > 10);
            } catch (RuntimeException wrong) {
                throw new AssertionError(
                        "round " + round + ": " + new String(body, StandardCharsets.ISO_8859_1), wrong);
            }
        }
    }

    @Test
    void hostileShapesAreReadQuickly() {
        String head = "v=0\no=- 1 1 IN IP4 192.0.2.1\n";
        List<String> shapes = List.of(
                head + "a=x" + "\n x".repeat(21_000),
                head + "\n".repeat(65_000),
                head + "m=audio 9 RTP/AVP" + " 0".repeat(32_000),
                head + "c=IN IP4 " + "1.".repeat(32_000),
                head + "c=IN IP6 " + ":".repeat(65_000),
                head + ("m=audio 9 RTP/AVP" + " 96".repeat(60) + "\n").repeat(250) + "a=fmtp:96 x\n".repeat(900));
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (String shape : shapes) {
                try {
                    check(SessionDescription.parse(shape));
                } catch (MalformedSdp refused) {
                    assertTrue(refused.getMessage().length() > 10);
                }
                String folded = "--b\r\nA: b" + "\r\n x".repeat(60_000);
                try {
                    MultipartBody.parse("multipart/mixed;boundary=b", folded.getBytes(StandardCharsets.US_ASCII));
                    Assertions.fail("a header of 120 kB was taken");
                } catch (MalformedSdp refused) {
                    assertTrue(refused.getMessage().contains("longer than"));
                }
            }
        });
    }

    private static void check(SessionDescription read) throws MalformedSdp {
        byte[] written = read.bytes();
        if (written.length > SessionDescription.MAX_BYTES) {
            return; // CRLF in place of LF can carry a description just over the limit
        }
        SessionDescription again = SessionDescription.parse(written);
        assertEquals(read, again);
        assertArrayEquals(written, again.bytes());
        for (MediaDescription media : read.media()) {
            media.payloadTypes().forEach(type -> assertEquals(type, type.withNumber(type.number())));
            media.ssrcRange().ifPresent(range -> assertTrue(range.holds(range.last())));
            media.rtcpPort().ifPresent(port -> assertTrue(port <= 65535));
            assertEquals(read.direction(media), read.direction(media).reversed().reversed());
            read.connection(media)
                    .ifPresent(connection -> assertTrue(connection.host().length() > 0));
            media.label().flatMap(read::mediaBandwidth).ifPresent(limit -> assertTrue(limit.sendKbit() >= 0));
        }
    }

    private static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        Fixtures.own().forEach(file -> seeds.add(Fixtures.read(file)));
        Fixtures.samples().ifPresent(folder -> {
            for (String name : List.of("sdp-ms", "sdp-video", "sdp-various")) {
                Fixtures.files(folder.resolve(name)).forEach((Path file) -> seeds.add(Fixtures.read(file)));
            }
        });
        return seeds;
    }

    private static byte[] mutated(byte[] seed, List<byte[]> seeds, Random random) {
        StringBuilder text = new StringBuilder(new String(seed, StandardCharsets.ISO_8859_1));
        for (int cuts = random.nextInt(5); cuts > 0; cuts--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(60));
            switch (random.nextInt(6)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, SPLINTERS[random.nextInt(SPLINTERS.length)]);
                case 2 -> text.insert(at, (char) random.nextInt(256));
                case 3 -> text.insert(at, text.substring(at, to));
                case 4 -> text.replace(at, to, SPLINTERS[random.nextInt(SPLINTERS.length)]);
                default -> {
                    String other = new String(seeds.get(random.nextInt(seeds.size())), StandardCharsets.ISO_8859_1);
                    int from = random.nextInt(other.length());
                    text.insert(at, other, from, Math.min(other.length(), from + 200));
                }
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
