package org.bailey.optionkey.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Dictionary;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bailey.call.Admission.Refusal;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.SipVariant;
import org.bailey.optionkey.FeatureDoors.Taken;
import org.bailey.optionkey.OptionKey;
import org.junit.jupiter.api.Test;

class KeptDoorsTest {
    private static final String SESSIONS = OptionKey.RICH_MEDIA_SESSION;
    private static final String TURN = OptionKey.TURN_CLIENT;
    private static final Origin CALLER = new Origin("rooms", Dialect.STANDARD, SipVariant.STANDARD, true, "");

    /** Services that are there, and whether they are ending. */
    private final Map<String, Object> services = new TreeMap<>();

    private final AtomicLong nanos = new AtomicLong(Duration.ofDays(3).toNanos());
    private final KeptDoors doors = new KeptDoors(this::put, nanos::get);

    private Registry.Entry put(Opened key, Dictionary<String, Object> properties) {
        String feature = String.valueOf(properties.get(OptionKey.FEATURE));
        assertEquals(null, services.put(feature, properties.get(OptionKey.ENDING)), "twice");
        return new Registry.Entry() {
            @Override
            public void change(Dictionary<String, Object> changed) {
                services.put(feature, changed.get(OptionKey.ENDING));
            }

            @Override
            public void remove() {
                services.remove(feature);
            }
        };
    }

    private String asked(int live) {
        return doors.refusal(CALLER, live).map(Refusal::reason).orElse("");
    }

    @Test
    void aFeatureIsAServiceFromOpenToClose() {
        doors.attended();
        doors.open(TURN, 0);
        doors.open(TURN, 0);
        assertEquals(Map.of(TURN, false), services);
        doors.ending(TURN);
        assertEquals(Map.of(TURN, true), services);
        assertTrue(doors.opened().get(0).ending());
        doors.open(TURN, 0);
        assertEquals(Map.of(TURN, false), services);
        doors.close(TURN);
        doors.close(TURN);
        doors.ending(TURN);
        assertEquals(Map.of(), services);
    }

    @Test
    void whoeverHasAKeySeesItsEndAndItsNumberAtOnce() {
        doors.attended();
        doors.open(SESSIONS, 10);
        OptionKey key = doors.opened().get(0);
        doors.open(SESSIONS, 12);
        assertEquals(12, key.count());
        assertFalse(key.ending());
        doors.ending(SESSIONS);
        assertTrue(key.ending());
    }

    @Test
    void licencesAreTheLiveCallsAndARefusalSaysWhatIsUsedUp() {
        doors.attended();
        doors.open(SESSIONS, 10);
        assertEquals("", asked(9));
        assertEquals(SESSIONS + ": 10 of 10 licences in use", asked(10));
        assertEquals("", asked(4), "a call that ended gave its licence back");
        assertEquals(new Taken(10, 1), doors.taken());
        assertEquals(new Taken(0, 0), doors.taken());
        doors.open(SESSIONS, 5);
        assertEquals(SESSIONS + ": 7 of 5 licences in use", asked(7));
        doors.ending(SESSIONS);
        assertEquals(SESSIONS + ": no licence, an option key is missing", asked(0));
        doors.close(SESSIONS);
        assertEquals(SESSIONS + ": no licence, an option key is missing", asked(0));
        assertEquals(new Taken(0, 3), doors.taken());
    }

    @Test
    void aShortageIs503WithTheCodeOfTheLog() {
        doors.attended();
        Optional<Refusal> refusal = doors.refusal(CALLER, 0);
        assertEquals(503, refusal.orElseThrow().status());
        assertEquals("OPTIONKEY-005", refusal.orElseThrow().code());
        assertEquals(null, refusal.orElseThrow().retryAfterSeconds());
    }

    @Test
    void beforeTheKeysAreReadACallIsAskedToComeAgain() {
        Refusal refusal = doors.refusal(CALLER, 0).orElseThrow();
        assertEquals(SESSIONS + ": option keys are not read", refusal.reason());
        assertEquals(5, refusal.retryAfterSeconds());
    }

    @Test
    void whatIsOpenStaysOpenWhileTheJudgeIsReplacedAndNotForEver() {
        doors.attended();
        doors.open(SESSIONS, 10);
        doors.open(TURN, 0);
        nanos.addAndGet(KeptDoors.PATIENCE.toNanos());
        assertEquals("", asked(3));
        assertFalse(doors.opened().get(0).ending());
        nanos.incrementAndGet();
        assertEquals(SESSIONS + ": option keys are not read", asked(3));
        assertTrue(doors.opened().stream().allMatch(OptionKey::ending));
        assertEquals(Map.of(SESSIONS, false, TURN, false), services, "calls that are up keep theirs");
        doors.attended();
        assertEquals("", asked(3));
    }

    @Test
    void nothingIsLeftWhenItStops() {
        doors.open(SESSIONS, 10);
        doors.stop();
        assertEquals(Map.of(), services);
        assertEquals(0, doors.opened().size());
    }
}
