package org.bailey.lab.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MediaTest {
    @ParameterizedTest
    @EnumSource(G711.class)
    void everyOctetOfALawSurvivesDecodingAndEncoding(G711 law) {
        for (int octet = 0; octet < 256; octet++) {
            int linear = law.decode((byte) octet);
            assertEquals(linear, law.decode(law.encode(linear)), "octet " + octet);
        }
    }

    @ParameterizedTest
    @EnumSource(G711.class)
    void aLawIsWithinItsStepOfTheSample(G711 law) {
        for (int sample = -32_000; sample <= 32_000; sample += 7) {
            int error = Math.abs(law.decode(law.encode(sample)) - sample);
            assertTrue(error <= Math.abs(sample) / 16 + 16, sample + " is off by " + error);
        }
    }

    @Test
    void knownOctetsOfBothLaws() {
        assertEquals((byte) 0xFF, G711.PCMU.encode(0));
        assertEquals((byte) 0xD5, G711.PCMA.encode(0));
        assertEquals(-32_124, G711.PCMU.decode((byte) 0));
        assertEquals(32_256, G711.PCMA.decode((byte) (0xFF ^ 0x55)));
    }

    @Test
    void aToneIsHeardAtItsFrequencyAndNowhereElse() {
        ToneDetector detector = new ToneDetector();
        for (short sample : new Tone(440).next(1_600)) {
            detector.hear(sample);
        }
        assertTrue(detector.share(440) > 0.999);
        assertTrue(detector.share(880) < 0.001);
        assertTrue(detector.share(450) < 0.001);
    }

    @Test
    void noiseAndSilenceAreNoTone() {
        ToneDetector detector = new ToneDetector();
        assertEquals(0, detector.share(440));
        Random random = new Random(7);
        for (int i = 0; i < 1_600; i++) {
            detector.hear((short) random.nextInt(-9_000, 9_000));
        }
        assertTrue(detector.share(440) < 0.05);
        for (int i = 0; i < 1_600; i++) {
            detector.hear((short) 0);
        }
        assertEquals(0, detector.share(440));
    }

    @Test
    void anRtpPacketReadsAsItWasWritten() {
        RtpPacket packet = new RtpPacket(true, 97, 65_535, 0xFFFF_FFF0L, 0xDEAD_BEEFL, new byte[] {1, 2, 3});
        RtpPacket read = RtpPacket.read(ByteBuffer.wrap(packet.octets()));
        assertNotNull(read);
        assertEquals(65_535, read.sequence());
        assertEquals(0xFFFF_FFF0L, read.timestamp());
        assertEquals(0xDEAD_BEEFL, read.ssrc());
        assertTrue(read.marker());
        assertArrayEquals(new byte[] {1, 2, 3}, read.payload());
    }

    @Test
    void anyOctetsAreAPacketOrNone() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[random.nextInt(40)];
            random.nextBytes(octets);
            if (octets.length > 0) {
                octets[0] = (byte) (0x80 | octets[0] & 0x3F);
            }
            RtpPacket.read(ByteBuffer.wrap(octets));
            Rtcp.asked(ByteBuffer.wrap(octets));
        }
        assertNull(RtpPacket.read(ByteBuffer.wrap(new byte[11])));
    }

    @Test
    void sequenceNumbersTurnOverAndGapsAreLosses() {
        SequenceCount count = new SequenceCount();
        for (int sequence : new int[] {65_533, 65_534, 0, 1, 65_535, 1, 4}) {
            count.seen(sequence);
        }
        assertEquals(6, count.received());
        assertEquals(2, count.lost());
        assertEquals(1, count.duplicates());
        assertEquals(1, count.reordered());
    }

    @Test
    void theClipComesOutOfThePacketsAsItWentIn() {
        H264Clip clip = H264Clip.testPicture();
        H264Assembly assembly = new H264Assembly();
        List<byte[]> sent = new ArrayList<>();
        int sequence = 65_000;
        for (int frame = 0; frame < clip.frames(); frame++) {
            sent.addAll(clip.frame(frame));
            for (byte[] payload : H264Payload.of(clip.frame(frame))) {
                assertTrue(NalType.of(payload[0]) < NalType.STAP_A, "a single NAL unit");
                assembly.add(new RtpPacket(false, 97, sequence++ & 0xFFFF, frame * 6_000L, 1, payload));
            }
        }
        assertEquals(30, assembly.frames());
        assertEquals(2, assembly.keyFrames());
        assertEquals(0, assembly.broken());
        assertArrayEquals(AnnexB.join(sent), assembly.annexB());
    }

    @Test
    void aLostFragmentBreaksOneFrameOnly() {
        H264Assembly assembly = new H264Assembly();
        byte[] large = new byte[5_000];
        large[0] = 0x65;
        int sequence = 0;
        for (byte[] payload : H264Payload.of(List.of(large))) {
            if (sequence != 2) {
                assembly.add(new RtpPacket(false, 97, sequence, 0, 1, payload));
            }
            sequence++;
        }
        assembly.add(new RtpPacket(true, 97, sequence, 6_000, 1, new byte[] {0x41, 1, 2}));
        assertEquals(1, assembly.frames());
        assertTrue(assembly.broken() > 0);
    }

    @Test
    void damagedVideoPayloadsNeverThrow() {
        Random random = new Random(3);
        H264Assembly assembly = new H264Assembly();
        for (int i = 0; i < 20_000; i++) {
            byte[] payload = new byte[random.nextInt(12)];
            random.nextBytes(payload);
            assembly.add(new RtpPacket(false, 97, i & 0xFFFF, i, 1, payload));
        }
        assertTrue(assembly.broken() > 0);
    }

    @Test
    void aSenderReportIsWholeAndAPictureLossIsUnderstood() {
        byte[] report = Rtcp.senderReport(7, 160, 1, 160, "lab@bailey.test", 1_700_000_000_000L);
        assertEquals(0, report.length % 4);
        assertTrue(Rtcp.looksLike(ByteBuffer.wrap(report)));
        assertEquals(new Rtcp.Asked(true, 0, 0, false), Rtcp.asked(ByteBuffer.wrap(Rtcp.pictureLoss(7, 8))));
    }

    @Test
    void whatMicrosoftAsksIsUnderstood() {
        assertEquals(new Rtcp.Asked(true, 1, 0, false), Rtcp.asked(ByteBuffer.wrap(Rtcp.layerLoss(7, 8, 9))));
        ByteBuffer wanted = ByteBuffer.wrap(Rtcp.sourceRequest(7, 1, 107, 1_000_000, true));
        assertEquals(new Rtcp.Asked(true, 0, 1, false), Rtcp.asked(wanted));
        ByteBuffer nothing = ByteBuffer.wrap(Rtcp.sourceRequest(7, 2, 107, 0, false));
        assertEquals(new Rtcp.Asked(false, 0, 1, true), Rtcp.asked(nothing));
    }
}
