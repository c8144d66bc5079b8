package org.bailey.optionkey.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailey.optionkey.FeatureDoors;
import org.bailey.optionkey.FeatureUse;
import org.bailey.optionkey.KeyRefused;
import org.bailey.optionkey.KeyStatus.State;
import org.bailey.optionkey.wire.Forgery;
import org.bailey.optionkey.wire.IssuerPair;
import org.bailey.optionkey.wire.KnownFeature;
import org.bailey.optionkey.wire.MalformedKey;
import org.bailey.optionkey.wire.SerialNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyDeskTest {
    private static final String TURN = "turn-client";
    private static final String SESSIONS = "rich-media-session";

    private final Office office;

    KeyDeskTest(@TempDir Path folder) {
        office = new Office(folder);
    }

    @Test
    void aKeyOpensItsFeatureAndNoOther() {
        office.key(KnownFeature.TURN_CLIENT, null, null);
        office.look();
        assertEquals(Map.of(TURN, "open 0"), office.doors);
        assertEquals("holds for ever", office.only().sentence());
        assertEquals(List.of("OPTIONKEY-000 " + TURN), office.rung);
    }

    @Test
    void anEndIsToldSixtyThirtyAndSevenDaysBeforeThenGraceThenTheEnd() {
        office.key(KnownFeature.TURN_CLIENT, null, Office.FIRST.plusDays(100));
        office.look();
        office.rung.clear();
        for (int day = 1; day <= 120; day++) {
            int before = office.rung.size();
            office.after(1);
            int left = 100 - day;
            boolean told = office.rung.size() > before;
            assertEquals(List.of(60, 30, 7, -1, -15).contains(left), told, "day " + day + " " + office.rung);
            State state = left >= 0 ? State.VALID : left >= -14 ? State.GRACE : State.EXPIRED;
            assertEquals(state, office.only().state(), "day " + day);
            assertEquals(state != State.EXPIRED, office.doors.containsKey(TURN), "day " + day);
            assertEquals(left > 60, office.desk.problems().isEmpty(), "day " + day);
        }
        assertEquals(
                List.of(
                        "OPTIONKEY-001 " + TURN,
                        "OPTIONKEY-001 " + TURN,
                        "OPTIONKEY-001 " + TURN,
                        "OPTIONKEY-002 " + TURN,
                        "OPTIONKEY-003 " + TURN),
                office.rung);
    }

    @Test
    void anEndThatANewerKeyOutlivesIsNoAlarm() {
        office.key(KnownFeature.TURN_CLIENT, null, Office.FIRST.plusDays(10));
        office.key(KnownFeature.TURN_CLIENT, null, Office.FIRST.plusDays(400));
        office.look();
        office.after(200);
        assertEquals(List.of(), office.desk.problems());
        assertFalse(office.rung.contains("OPTIONKEY-001 " + TURN), office.rung::toString);
        assertEquals(Map.of(TURN, "open 0"), office.doors);
    }

    @Test
    void aFeatureInUseEndsWithItsLastCall() {
        office.key(KnownFeature.TURN_CLIENT, null, null);
        office.look();
        office.uses.put("turn", Set.of("call1", "call2"));
        office.stored.clear();
        office.look();
        assertEquals(Map.of(TURN, "ending"), office.doors);
        assertTrue(office.desk.endings(), "two calls use it");
        office.uses.put("turn", Set.of("call2"));
        assertTrue(office.desk.endings());
        office.uses.remove("turn");
        assertFalse(office.desk.endings());
        assertEquals(Map.of(), office.doors);
    }

    @Test
    void whoTakesOverHoldsAFeatureOpenForTheCallsThatOutlivedItsKey() {
        for (String left : List.of("ending", "open 0")) {
            office.uses.put("turn", Set.of("call1"));
            office.doors.put(TURN, left);
            office.open();
            office.look();
            assertEquals(Map.of(TURN, "ending"), office.doors);
            office.uses.remove("turn");
            assertFalse(office.desk.endings());
            assertEquals(Map.of(), office.doors);
            office.uses.put("turn", Set.of("call2"));
            office.look();
            assertEquals(Map.of(), office.doors, "that is nobody's who had a key");
        }
    }

    @Test
    void whoTakesOverClosesNothingThatHasAKeyAndOpensWhatWasEnding() {
        office.key(KnownFeature.TURN_CLIENT, null, null);
        office.key(KnownFeature.RICH_MEDIA_SESSION, 10, null);
        office.look();
        office.desk.stop();
        assertEquals(Map.of(TURN, "open 0", SESSIONS, "open 10"), office.doors);
        office.doors.put(TURN, "ending");
        office.open();
        assertEquals(Map.of(TURN, "ending", SESSIONS, "open 10"), office.doors);
        office.look();
        assertEquals(Map.of(TURN, "open 0", SESSIONS, "open 10"), office.doors);
        assertTrue(office.attended > 1);
    }

    @Test
    void manyKeysAreToldInOneLine() {
        office.key(KnownFeature.TURN_CLIENT, null, null);
        office.key(KnownFeature.RICH_MEDIA_SESSION, 10, null);
        office.key(KnownFeature.CLUSTER, null, Office.FIRST.plusDays(20));
        office.look();
        assertEquals(List.of("OPTIONKEY-001 cluster", "OPTIONKEY-000 "), office.rung);
        assertEquals("2 option keys hold: rich-media-session x 10, turn-client", office.said.get(1));
        office.look();
        assertEquals(2, office.rung.size());
    }

    @Test
    void aKeyThatComesBackTakesTheEndBack() {
        StoredKey key = office.key(KnownFeature.TURN_CLIENT, null, null);
        office.look();
        office.uses.put("turn", Set.of("call1"));
        office.stored.clear();
        office.look();
        office.stored.add(key);
        office.look();
        assertEquals(Map.of(TURN, "open 0"), office.doors);
        office.uses.clear();
        assertFalse(office.desk.endings());
        assertEquals(Map.of(TURN, "open 0"), office.doors);
    }

    @Test
    void countedKeysAddUpAndTheSameKeyTwiceCountsOnce() {
        StoredKey ten = office.key(KnownFeature.RICH_MEDIA_SESSION, 10, null);
        office.key(KnownFeature.RICH_MEDIA_SESSION, 5, Office.FIRST.plusDays(20));
        office.stored.add(new StoredKey("again", ten.text()));
        office.look();
        assertEquals(Map.of(SESSIONS, "open 15"), office.doors);
        assertEquals(
                1,
                office.desk.ring().keys().stream()
                        .filter(key -> key.state() == State.DUPLICATE)
                        .count());
        office.after(40);
        assertEquals(Map.of(SESSIONS, "open 10"), office.doors);
    }

    @Test
    void whatBecameOfLicencesOutlivesTheCode() {
        office.key(KnownFeature.RICH_MEDIA_SESSION, 2, null);
        office.look();
        office.taken = new FeatureDoors.Taken(1, 0);
        office.desk.tick();
        office.taken = new FeatureDoors.Taken(2, 1);
        assertEquals(2, use(SESSIONS).highest());
        office.taken = new FeatureDoors.Taken(1, 3);
        office.desk.stop();
        office.open();
        office.look();
        assertEquals(2, use(SESSIONS).highest());
        assertEquals(4, use(SESSIONS).refused());
    }

    private FeatureUse use(String feature) {
        return office.desk.features().stream()
                .filter(one -> one.feature().equals(feature))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aClockSetBackGainsNothingAndIsTold() {
        office.key(KnownFeature.TURN_CLIENT, null, Office.FIRST.plusDays(10));
        office.look();
        office.after(30);
        assertEquals(State.EXPIRED, office.only().state());
        office.after(-29);
        assertEquals(State.EXPIRED, office.only().state());
        assertTrue(
                office.desk.problems().get(0).startsWith("the clock stands at 2026-03-02"),
                office.desk.problems()::toString);
        assertTrue(office.rung.contains("OPTIONKEY-006 "), office.rung::toString);
        office.open();
        office.look();
        assertEquals(State.EXPIRED, office.only().state(), "also after a restart");
        office.after(29);
        assertFalse(office.desk.setBack());
    }

    @Test
    void aKeyMadeLaterProvesThatItsDayHasCome() {
        office.key(KnownFeature.TURN_CLIENT, null, Office.FIRST.plusDays(10));
        office.look();
        String later = office.issuer
                .issue(KnownFeature.CLUSTER, office.serial, null, Office.FIRST.plusDays(60), null)
                .toString();
        office.stored.add(new StoredKey("later", later));
        office.look();
        assertEquals(State.EXPIRED, office.desk.ring().keys().get(1).state());
        assertTrue(office.desk.setBack());
    }

    @Test
    void aSmallCorrectionOfTheClockIsNoAlarm() {
        office.look();
        office.now = office.now.minusSeconds(300);
        office.look();
        assertEquals(List.of(), office.desk.problems());
        assertEquals(List.of(), office.rung);
    }

    @Test
    void eachRefusalSaysWhatIsWrong() {
        String good = office.key(KnownFeature.TURN_CLIENT, null, null).text();
        refused(
                State.MALFORMED,
                "group 3, character 2",
                good.replaceFirst("^(.{13}).", "$1" + (good.charAt(13) == '7' ? '8' : '7')));
        refused(
                State.OTHER_SERIAL,
                "this one is " + office.serial,
                office.issuer
                        .issue(
                                KnownFeature.TURN_CLIENT,
                                SerialNumber.random(new SecureRandom()),
                                null,
                                Office.FIRST,
                                null)
                        .toString());
        refused(
                State.UNKNOWN_ISSUER,
                "issuers of org.bailey.optionkey",
                IssuerPair.generate()
                        .issue(KnownFeature.TURN_CLIENT, office.serial, null, Office.FIRST, null)
                        .toString());
        refused(
                State.EXPIRED,
                "its grace on 2026-03-15",
                office.issuer
                        .issue(KnownFeature.TURN_CLIENT, office.serial, null, Office.FIRST, Office.FIRST)
                        .toString(),
                30);
    }

    @Test
    void aKeyForWhatOnlyALaterVersionKnowsSaysSo() throws MalformedKey {
        String turn = office.key(KnownFeature.TURN_CLIENT, null, null).text();
        refused(
                State.UNKNOWN_FEATURE,
                "for feature-31, which this version does not know",
                Forgery.later(turn, office.issuer, 31));
        refused(
                State.UNKNOWN_FEATURE,
                "for rich-media-session in a form this version does not know",
                Forgery.later(turn, office.issuer, KnownFeature.RICH_MEDIA_SESSION.ordinal() + 1));
    }

    @Test
    void aKeyThatSomebodyChangedGivesNothing() throws MalformedKey {
        String ten = office.key(KnownFeature.RICH_MEDIA_SESSION, 10, null).text();
        office.stored.clear();
        office.stored.add(new StoredKey("forged", Forgery.more(ten)));
        office.look();
        assertEquals(26, office.only().count());
        assertEquals(State.BAD_SIGNATURE, office.only().state());
        assertEquals(Map.of(), office.doors);
        refused(State.BAD_SIGNATURE, "did not sign this", Forgery.more(ten));
    }

    private void refused(State state, String words, String text) {
        refused(state, words, text, 0);
    }

    private void refused(State state, String words, String text, int daysLater) {
        office.after(daysLater);
        KeyRefused refused = assertThrows(KeyRefused.class, () -> office.desk.examine(text));
        assertEquals(state, refused.state());
        assertTrue(refused.sentence().contains(words), refused.sentence());
    }

    @Test
    void evaluationKeysHoldOnlyWhileTheLabBringsThem() {
        IssuerPair lab = IssuerPair.generate();
        String text = lab.issue(KnownFeature.TURN_CLIENT, office.serial, null, Office.FIRST, null)
                .toString();
        StoredKey key = new StoredKey("evaluation-1", text);
        office.desk.look(office.settings, List.of(key), List.of(lab.issuer()));
        assertTrue(office.only().evaluation());
        assertEquals(Map.of(TURN, "open 0"), office.doors);
        assertThrows(KeyRefused.class, () -> office.desk.examine(text), "it cannot be stored");
        office.desk.look(office.settings, List.of(key), List.of());
        assertEquals(State.UNKNOWN_ISSUER, office.only().state());
        assertEquals(Map.of(), office.doors);
    }
}
