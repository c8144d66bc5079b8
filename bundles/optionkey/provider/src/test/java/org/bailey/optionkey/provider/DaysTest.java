package org.bailey.optionkey.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.bailey.optionkey.KeyRefused;
import org.bailey.optionkey.KeyStatus;
import org.bailey.optionkey.KeyStatus.State;
import org.bailey.optionkey.wire.KnownFeature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of any key on any day, whatever the clock does. */
class DaysTest {
    private final Random random = new Random(11);

    @Test
    void eachDayIsValidThenGraceThenOver(@TempDir Path folder) {
        for (int grace : new int[] {0, 1, 14, 90}) {
            Office office = new Office(folder.resolve("g" + grace));
            Judge judge = new Judge(office.serial, List.of(office.issuer.issuer()), List.of(), grace);
            for (int round = 0; round < 5; round++) {
                LocalDate last = Office.FIRST.plusDays(random.nextInt(2000));
                String key = office.issuer
                        .issue(KnownFeature.TURN_CLIENT, office.serial, null, Office.FIRST, last)
                        .toString();
                for (int day : new int[] {-700, -61, -1, 0, 1, grace - 1, grace, grace + 1, grace + 400}) {
                    KeyStatus status = judge.judge("k", key, last.plusDays(day));
                    State wanted = day <= 0 ? State.VALID : day <= grace ? State.GRACE : State.EXPIRED;
                    assertEquals(wanted, status.state(), "day " + day + ", grace " + grace);
                    Integer left = day <= 0 ? Integer.valueOf(-day) : day <= grace ? grace - day : null;
                    assertEquals(left, status.daysLeft());
                    assertTrue(status.sentence().contains(last.toString()), status.sentence());
                }
            }
        }
    }

    /** The clock goes anywhere, the appliance starts again in between: what has ended never holds again. */
    @Test
    void whatEndedStaysEndedWhereverTheClockGoes(@TempDir Path folder) {
        Office office = new Office(folder);
        office.key(KnownFeature.TURN_CLIENT, null, Office.FIRST.plusDays(100));
        office.look();
        Instant latest = office.now;
        for (int round = 0; round < 100; round++) {
            office.now = Office.FIRST
                    .atTime(12, 0)
                    .toInstant(ZoneOffset.UTC)
                    .plus(Duration.ofHours(random.nextInt(24 * 130)));
            latest = office.now.isAfter(latest) ? office.now : latest;
            if (round % 7 == 0) {
                office.desk.stop();
                office.open();
            }
            office.look();
            long day = Duration.between(Office.FIRST.atStartOfDay(ZoneOffset.UTC), latest.atZone(ZoneOffset.UTC))
                    .toDays();
            assertEquals(
                    day <= 100 ? State.VALID : day <= 114 ? State.GRACE : State.EXPIRED,
                    office.only().state(),
                    "day " + day);
            assertEquals(day <= 114, office.doors.containsKey("turn-client"), "day " + day);
            assertEquals(office.now.plusSeconds(600).isBefore(latest), office.desk.setBack());
        }
    }

    @Test
    void noMutationOfAKeyIsEverTakenAndEachIsAnsweredWithASentence(@TempDir Path folder) {
        Office office = new Office(folder);
        String good = office.key(KnownFeature.RICH_MEDIA_SESSION, 10, Office.FIRST.plusDays(90))
                .text()
                .replace("-", "");
        office.look();
        int located = 0;
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                change(text);
            }
            if (asRead(text).equals(good)) {
                continue; // only written otherwise
            }
            KeyRefused refused = assertThrows(KeyRefused.class, () -> office.desk.examine(text.toString()));
            assertEquals(State.MALFORMED, refused.state(), refused.sentence());
            assertFalse(refused.sentence().contains(good), "a key is no text for logs");
            located += refused.sentence().matches(".*group \\d+.*") ? 1 : 0;
        }
        assertTrue(located > 500, "where one letter is wrong its place is told: " + located);
    }

    /** Small letters, blanks, dashes, and what looks like 0 or 1, do not matter. */
    private static String asRead(CharSequence text) {
        return text.toString()
                .replaceAll("[\\s\\p{Z}\\p{Pd}\\p{Cf}]|[\\x1c-\\x1f]", "")
                .toUpperCase(java.util.Locale.ROOT)
                .replace('O', '0')
                .replaceAll("[IL]", "1");
    }

    private void change(StringBuilder text) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(5)) {
            case 0 -> text.setCharAt(at, (char) (33 + random.nextInt(90)));
            case 1 -> text.setCharAt(at, (char) random.nextInt(0x3000));
            case 2 -> text.deleteCharAt(at);
            case 3 -> text.insert(at, (char) (48 + random.nextInt(40)));
            default -> text.setLength(1 + random.nextInt(text.length()));
        }
    }
}
