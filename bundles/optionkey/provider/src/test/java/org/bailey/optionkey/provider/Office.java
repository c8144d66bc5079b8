package org.bailey.optionkey.provider;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bailey.optionkey.FeatureDoors;
import org.bailey.optionkey.KeyStatus;
import org.bailey.optionkey.OptionKey;
import org.bailey.optionkey.wire.IssuerPair;
import org.bailey.optionkey.wire.KnownFeature;
import org.bailey.optionkey.wire.SerialNumber;
import org.jspecify.annotations.Nullable;

/** A desk with an issuer, a clock that is moved by hand, and what the desk did written down. */
final class Office {
    static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final FeatureDoors.Taken NOTHING = new FeatureDoors.Taken(0, 0);

    final IssuerPair issuer = IssuerPair.generate();
    final SerialNumber serial = SerialNumber.random(new SecureRandom());
    final List<String> rung = new ArrayList<>();
    final List<String> said = new ArrayList<>();
    final Map<String, String> doors = new TreeMap<>();
    final Map<String, Set<String>> uses = new HashMap<>();
    final List<StoredKey> stored = new ArrayList<>();
    final Path ledger;
    FeatureDoors.Taken taken = NOTHING;
    int attended;
    Instant now = FIRST.atTime(12, 0).toInstant(ZoneOffset.UTC);
    OptionKeySettings settings = new OptionKeySettings(List.of(issuer.issuer()), 14);
    KeyDesk desk;

    Office(Path folder) {
        ledger = folder.resolve("ledger.properties");
        desk = open();
    }

    /** A desk that knows only what was kept. */
    KeyDesk open() {
        FeatureDoors watched = new FeatureDoors() {
            @Override
            public List<OptionKey> opened() {
                return doors.entrySet().stream()
                        .map(each -> (OptionKey) new Held(each.getKey(), each.getValue()))
                        .toList();
            }

            @Override
            public void attended() {
                attended++;
            }

            @Override
            public Taken taken() {
                Taken now = taken;
                taken = NOTHING;
                return now;
            }

            @Override
            public void open(String feature, int count) {
                doors.put(feature, "open " + count);
            }

            @Override
            public void ending(String feature) {
                doors.put(feature, "ending");
            }

            @Override
            public void close(String feature) {
                doors.remove(feature);
            }
        };
        Bell bell = (level, code, feature, key, sentence) -> {
            rung.add(code + " " + feature);
            said.add(sentence);
        };
        desk = new KeyDesk(serial, ledger, new Moved(), watched, bell, () -> uses, settings);
        return desk;
    }

    StoredKey key(KnownFeature feature, @Nullable Integer count, @Nullable LocalDate expires) {
        String text = issuer.issue(feature, serial, count, FIRST, expires).toString();
        StoredKey key = new StoredKey("k" + (stored.size() + 1), text);
        stored.add(key);
        return key;
    }

    void look() {
        desk.look(settings, stored, List.of());
    }

    /** The clock goes on, and the desk looks. */
    void after(int days) {
        now = now.plus(Duration.ofDays(days));
        look();
    }

    KeyStatus only() {
        return desk.ring().keys().get(0);
    }

    /** @param state as it stands in {@link #doors} */
    private record Held(String feature, String state) implements OptionKey {
        @Override
        public boolean ending() {
            return state.equals("ending");
        }

        @Override
        public int count() {
            return ending() ? 0 : Integer.parseInt(state.split(" ")[1]);
        }
    }

    private final class Moved extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
