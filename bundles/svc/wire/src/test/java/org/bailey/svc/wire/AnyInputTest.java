package org.bailey.svc.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in is read without a fault and within its bounds. */
class AnyInputTest {
    private static final int PACKETS = 100_000;
    private static final String[] GOOD = {
        "78 004d 7ec08007220001 002d06052a139fb1a9446a4dec8cbf65b1e12d2cfd01000000000000000110"
                + "0280017002800168000927c020020000 001506051205fbc6b95a8040e5a22aab4020267e260704"
                + "000f 6742c01e8c8d705017fcb00f08846e 0004 68ce3c80 0005 6ec0800720 0006 65b800040000",
        "7c8588800400",
        "7ec0800722000100150605120 5fbc6b95a8040e5a22aab4020267e260704",
        "6764001facb200a00b7602200000030020000007"
    };

    private final PayloadReader reader = new PayloadReader();
    private final PacsiReader pacsi = new PacsiReader();
    private final LayerTable layers = new LayerTable();
    private int understood;

    @Test
    void nothingIsThrownAndNothingReadOutside() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < PACKETS; i++) {
            byte[] octets = i % 2 == 0 ? noise(random) : mutated(random);
            try {
                read(ByteBuffer.wrap(octets));
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(octets), e);
            }
        }
        assertTrue(understood > PACKETS / 100, "only " + understood + " were read at all");
    }

    private void read(ByteBuffer in) {
        int last = 0;
        if (!reader.open(in, 0, in.limit())) {
            return;
        }
        while (reader.next()) {
            assertTrue(reader.start() > last || reader.start() == 0, "goes on");
            assertTrue(reader.end() > reader.start() && reader.end() <= in.limit(), "within");
            last = reader.start();
            understood++;
            if (reader.type() == Nal.PACSI
                    && pacsi.read(in, reader.start(), reader.end())
                    && pacsi.layoutStart() >= 0) {
                assertTrue(pacsi.layoutEnd() <= reader.end(), "layout within");
                layers.read(in, pacsi.layoutStart(), pacsi.layoutEnd());
            }
            if (reader.type() == Nal.SPS || reader.type() == Nal.SUBSET_SPS) {
                Sps sps = Sps.read(in, reader.start(), reader.end());
                assertTrue(sps == null || sps.width() > 0 && sps.width() <= 16384 && sps.macroblocks() <= 1 << 20);
            }
            if (reader.type() == Nal.PPS) {
                Pps.read(in, reader.start(), reader.end());
            }
            Pacsi.isMicrosoft(in, reader.start(), reader.end());
        }
    }

    private static byte[] noise(Random random) {
        byte[] octets = new byte[random.nextInt(120)];
        random.nextBytes(octets);
        if (octets.length > 0) {
            octets[0] = (byte) (0x60 | new int[] {24, 28, 30, 7, 8, 15, 20, 1}[random.nextInt(8)]);
        }
        return octets;
    }

    private static byte[] mutated(Random random) {
        byte[] good = Bytes.hex(GOOD[random.nextInt(GOOD.length)]).array();
        byte[] octets = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
        for (int i = random.nextInt(4); i > 0 && octets.length > 0; i--) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt();
        }
        return octets;
    }
}
