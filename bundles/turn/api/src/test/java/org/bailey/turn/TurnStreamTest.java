package org.bailey.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnStreamTest {
    @ParameterizedTest
    @CsvSource({
        "0x0103, 0, 20",
        "0x0103, 4, 24",
        "0x0017, 65532, 65552",
        "0x4000, 0, 4",
        "0x4FFF, 5, 12",
        "0x4000, 8, 12"
    })
    void tellsWhereTheNextMessageEnds(String first, int length, int size) {
        ByteBuffer stream =
                ByteBuffer.allocate(10).putShort(3, Short.decode(first)).putShort(5, (short) length);
        assertEquals(size, TurnStream.next(stream.position(3)));
        assertEquals(3, stream.position());
    }

    @Test
    void waitsForFourBytes() {
        assertEquals(0, TurnStream.next(ByteBuffer.wrap(new byte[] {0x40, 0, 0})));
    }

    @ParameterizedTest
    @CsvSource({"0x0103, 3", "0x5000, 4", "0x7FFF, 4", "-32768, 4"})
    void refusesWhatIsNeither(String first, int length) {
        ByteBuffer stream = ByteBuffer.allocate(4)
                .putShort(Short.decode(first))
                .putShort((short) length)
                .flip();
        assertThrows(IllegalArgumentException.class, () -> TurnStream.next(stream));
    }
}
