package org.bailey.b2bua.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.bailey.call.Phase;
import org.bailey.sip.Timers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnsweringTest {
    @ParameterizedTest(name = "T1 {0} ms, T2 {1} ms: sent {2} times in {3} ms")
    @CsvSource({
        "500, 4000, 11, 32000, No ACK from the caller in 32 s",
        "100, 4000, 7, 6400, No ACK from the caller in 6 s",
        "100, 400, 18, 6400, No ACK from the caller in 6 s",
        "2000, 4000, 33, 128000, No ACK from the caller in 128 s",
    })
    void a2xxIsRepeatedAtThePaceOfTheSettingsUntil64T1AreOver(int t1, int t2, int times, long millis, String sentence) {
        Bench bench = new Bench();
        bench.timers = new Timers(Duration.ofMillis(t1), Duration.ofMillis(t2));
        bench.invited(Sdps.MICROSOFT_AUDIO).answer(200, "r1", Sdps.ROOM_AUDIO);
        assertEquals(Duration.ofMillis(t1), bench.timer("ack-caller"));
        Duration waited = Duration.ZERO;
        while (bench.phase() == Phase.ESTABLISHED) {
            waited = waited.plus(bench.timer("ack-caller"));
            bench.elapsed("ack-caller");
        }
        assertEquals(Duration.ofMillis(millis), waited);
        assertEquals(
                times, bench.answered.stream().filter(a -> a.status() == 200).count());
        assertEquals(sentence, bench.state.end().sentence().substring(0, sentence.length()));
    }
}
