package org.bailey.dialplan.provider.peer;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.bailey.dialplan.provider.peer.Health.Condition;
import org.bailey.sip.Hop;
import org.bailey.sip.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Health of every address of every zone. Who is not on it is unknown, and unknown ones are tried. */
final class HealthBoard {
    private static final Logger LOG = LoggerFactory.getLogger(HealthBoard.class);

    private record Key(String zone, String listener, Transport transport, InetSocketAddress address) {
        static Key of(String zone, Hop hop) {
            return new Key(zone, hop.listener(), hop.transport(), hop.address());
        }
    }

    private final Map<Key, Health> entries = new ConcurrentHashMap<>();

    Health of(String zone, Hop hop) {
        return entries.getOrDefault(Key.of(zone, hop), Health.UNKNOWN);
    }

    /** Takes a verdict on a question asked at {@code askedAt}, unless a younger one is there. */
    void tell(String zone, Hop hop, Verdict verdict, long askedAt) {
        entries.compute(Key.of(zone, hop), (key, old) -> {
            boolean late = old != null && old.at() - askedAt > 0;
            boolean worse =
                    old != null && old.condition() == Condition.SUSPECT && verdict.condition() == Condition.FAILED;
            boolean milder =
                    old != null && old.condition() == Condition.FAILED && verdict.condition() == Condition.SUSPECT;
            if (late && !worse || milder) {
                return old;
            }
            report(zone, old == null ? Condition.UNKNOWN : old.condition(), verdict);
            return new Health(verdict.condition(), verdict.detail(), askedAt);
        });
    }

    private static void report(String zone, Condition before, Verdict verdict) {
        if (before == verdict.condition()) {
            return;
        }
        if (verdict.condition() == Condition.ALIVE) {
            LOG.info("zone '{}': {}", zone, verdict.detail());
        } else {
            LOG.warn("zone '{}': {}", zone, verdict.detail());
        }
    }

    /** Forgets a suspicion from before {@code then}, so that the address is tried like any other. */
    void forgive(String zone, Hop hop, long then) {
        entries.computeIfPresent(
                Key.of(zone, hop),
                (key, old) -> old.condition() == Condition.SUSPECT && old.at() - then <= 0 ? null : old);
    }

    /** Forgets what calls said of that zone before {@code then}: nobody asks how those addresses are. */
    void forgive(String zone, long then) {
        entries.entrySet()
                .removeIf(entry ->
                        entry.getKey().zone.equals(zone) && entry.getValue().at() - then <= 0);
    }

    /** Forgets zones that are no more. */
    void keepOnly(Collection<String> zones) {
        entries.keySet().removeIf(key -> !zones.contains(key.zone));
    }

    /** Forgets addresses of a zone that it no longer has. */
    void keepOnly(String zone, Collection<Hop> hops) {
        var keys = hops.stream().map(hop -> Key.of(zone, hop)).collect(Collectors.toSet());
        entries.keySet().removeIf(key -> key.zone.equals(zone) && !keys.contains(key));
    }
}
