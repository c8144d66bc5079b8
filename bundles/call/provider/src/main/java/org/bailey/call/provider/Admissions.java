package org.bailey.call.provider;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.bailey.call.Admission;
import org.bailey.dialplan.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks everyone who may refuse a new call. Takes none while one is absent who has to be asked. */
final class Admissions implements Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admissions.class);
    private static final int RETRY_SECONDS = 5;

    private final Set<String> required;
    private final Map<Admission, String> present = new ConcurrentHashMap<>();
    private final AtomicBoolean said = new AtomicBoolean();

    /** @param required names separated by commas, may be empty */
    Admissions(String required) {
        this.required = Arrays.stream(required.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @param name empty for one that is asked when it is there */
    void add(Admission one, String name) {
        present.put(one, name);
        said.set(false);
    }

    void remove(Admission one) {
        present.remove(one);
    }

    @Override
    public Optional<Refusal> refusal(Origin caller, int live) {
        for (String name : required) {
            if (!present.containsValue(name)) {
                if (said.compareAndSet(false, true)) {
                    LOG.error("CALL-006 {} has to be asked for each new call and is not there: none is taken", name);
                }
                return Optional.of(
                        new Refusal(503, name + " has to be asked and is not there", RETRY_SECONDS, "CALL-006"));
            }
        }
        for (Admission each : present.keySet()) {
            Optional<Refusal> refusal = each.refusal(caller, live);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }
}
