package org.bailey.b2bua.provider.bridge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bailey.sdp.Attribute;
import org.bailey.sdp.Connection;
import org.bailey.sdp.Direction;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.Origin;
import org.bailey.sdp.PayloadType;
import org.bailey.sdp.SessionDescription;

/** Makes up offers, sensible and odd, and answers to them as RFC 3264 allows. */
final class RandomPeer {
    private static final List<PayloadType> AUDIO = List.of(
            PayloadType.of(0, "PCMU", 8000),
            PayloadType.of(8, "PCMA", 8000),
            PayloadType.of(9, "G722", 8000),
            new PayloadType(117, "G722", 8000, 2, "", List.of()),
            PayloadType.of(112, "G7221", 16000).withFmtp("bitrate=24000"),
            PayloadType.of(113, "G7221", 16000).withFmtp("bitrate=32000"),
            PayloadType.of(104, "SILK", 16000),
            PayloadType.of(114, "x-msrta", 16000).withFmtp("bitrate=29000"),
            PayloadType.of(13, "CN", 8000),
            PayloadType.of(118, "CN", 16000),
            PayloadType.of(101, "telephone-event", 8000).withFmtp("0-16"),
            PayloadType.of(96, "telephone-event", 8000).withFmtp("0-15"));
    private static final List<PayloadType> VIDEO = List.of(
            PayloadType.of(122, "X-H264UC", 90000).withFmtp("packetization-mode=1;mst-mode=NI-TC"),
            PayloadType.of(107, "H264", 90000).withFmtp("profile-level-id=42C02A;packetization-mode=1"),
            PayloadType.of(97, "H264", 90000).withFmtp("profile-level-id=428014;packetization-mode=0"),
            PayloadType.of(98, "H264", 90000).withFmtp("profile-level-id=640028;packetization-mode=1;max-fs=8160"),
            PayloadType.of(99, "H264", 90000).withFmtp("profile-level-id=nonsense"),
            PayloadType.of(100, "H264", 90000),
            PayloadType.of(34, "H263", 90000),
            PayloadType.of(121, "x-rtvc1", 90000));
    private static final List<String> PROTOCOLS = List.of(
            "RTP/AVP", "RTP/AVP", "RTP/AVP", "RTP/AVP", "RTP/AVPF", "RTP/SAVP", "UDP/BFCP", "UDP/TLS/RTP/SAVPF");
    private static final List<String> ADDRESSES = List.of(
            "192.0.2.20", "192.0.2.20", "192.0.2.21", "2001:db8::7", "0.0.0.0", "224.1.1.1", "room.example.com");
    private static final List<String> EXTRAS = List.of(
            "label:main-video",
            "label:panoramic-video",
            "content:slides",
            "content:main",
            "x-source:main-audio",
            "rtcp-fb:* nack pli",
            "rtcp-fb:* ccm fir",
            "rtcp-fb:* x-message app send:dsh recv:dsh",
            "rtcp-rsize",
            "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA",
            "candidate:1 1 UDP 1 192.0.2.20 9 typ host",
            "rtcp-mux",
            "x-caps:121 263:1",
            "rtcp:4711",
            "ptime:20",
            "ptime:abc",
            "maxptime:200",
            "extmap:1 x",
            "ice-ufrag:abcd");

    private final Random random;

    RandomPeer(Random random) {
        this.random = random;
    }

    SessionDescription offer() {
        SessionDescription offer = SessionDescription.of(Origin.of(random.nextLong(), 1, "192.0.2.20"))
                .withConnection(Connection.of(one(ADDRESSES)));
        for (int lines = 1 + random.nextInt(5); lines > 0; lines--) {
            offer = offer.with(line());
        }
        return offer;
    }

    private MediaDescription line() {
        boolean audio = random.nextInt(3) > 0;
        String kind = random.nextInt(8) == 0 ? "application" : audio ? "audio" : "video";
        List<PayloadType> types = some(audio ? AUDIO : VIDEO);
        MediaDescription line = described(kind, random.nextInt(6) == 0 ? 0 : 2000 + random.nextInt(60_000), types)
                .withProtocol(one(PROTOCOLS));
        for (int extras = random.nextInt(5); extras > 0; extras--) {
            String[] parts = one(EXTRAS).split(":", 2);
            line = line.with(parts.length == 1 ? Attribute.of(parts[0]) : Attribute.of(parts[0], parts[1]));
        }
        if (random.nextInt(4) == 0) {
            line = line.withConnection(Connection.of(one(ADDRESSES)));
        }
        return random.nextInt(3) == 0 ? line : line.withDirection(one(List.of(Direction.values())));
    }

    /** Takes some of what is offered, now and then under numbers of its own, now and then nothing. */
    SessionDescription answer(SessionDescription offer) {
        SessionDescription answer =
                SessionDescription.of(Origin.of(1, 1, "198.51.100.9")).withConnection(Connection.of("198.51.100.9"));
        for (MediaDescription line : offer.media()) {
            List<PayloadType> types = some(line.payloadTypes());
            if (line.isRefused() || types.isEmpty() || random.nextInt(6) == 0) {
                answer = answer.with(line.refused());
                continue;
            }
            if (random.nextInt(3) == 0) {
                types = types.stream()
                        .map(type -> type.number() < 96 ? type : type.withNumber(96 + (type.number() + 5) % 32))
                        .toList();
            }
            Direction direction = offer.direction(line).reversed().and(one(List.of(Direction.values())));
            answer = answer.with(
                    described(line.kind(), 3000 + random.nextInt(1000), types).withDirection(direction));
        }
        return answer;
    }

    private static MediaDescription described(String kind, int port, List<PayloadType> types) {
        List<Attribute> attributes = new ArrayList<>();
        types.forEach(type -> attributes.addAll(type.attributes()));
        List<String> formats =
                types.stream().map(type -> String.valueOf(type.number())).toList();
        return MediaDescription.of(kind, port, "RTP/AVP", formats).withAttributes(attributes);
    }

    private <T> List<T> some(List<T> all) {
        List<T> chosen = new ArrayList<>(all);
        Collections.shuffle(chosen, random);
        return chosen.subList(0, random.nextInt(all.size() + 1));
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
