package org.bailey.optionkey.provider;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bailey.optionkey.KeyStatus;
import org.bailey.optionkey.KeyStatus.State;
import org.bailey.optionkey.wire.Issuer;
import org.bailey.optionkey.wire.KeyContent;
import org.bailey.optionkey.wire.KnownFeature;
import org.bailey.optionkey.wire.MalformedKey;
import org.bailey.optionkey.wire.SerialNumber;
import org.bailey.optionkey.wire.SignedKey;
import org.jspecify.annotations.Nullable;

/**
 * Says what a key is worth. A function of what is known.
 *
 * @param serial of this appliance
 * @param issuers whose keys are believed
 * @param evaluators whose keys are believed while the lab runs
 * @param graceDays how long a key holds after its last day
 */
record Judge(SerialNumber serial, List<Issuer> issuers, List<Issuer> evaluators, int graceDays) {
    /** @param today as time is counted here, UTC */
    KeyStatus judge(String name, String text, LocalDate today) {
        SignedKey key;
        try {
            key = SignedKey.read(text);
        } catch (MalformedKey wrong) {
            String sentence = "the key cannot be read: " + wrong.getMessage();
            return new KeyStatus(name, "", "", "", null, null, null, "", false, State.MALFORMED, null, sentence);
        }
        KeyContent content = key.content();
        Optional<Issuer> claimed = Stream.concat(issuers.stream(), evaluators.stream())
                .filter(key::claims)
                .findFirst();
        boolean evaluation = evaluators.stream().anyMatch(key::claims);
        if (claimed.isEmpty()) {
            return status(
                    name,
                    key,
                    "",
                    false,
                    State.UNKNOWN_ISSUER,
                    null,
                    "made by somebody who is not among issuers of " + OptionKeySettings.PID);
        }
        String issuer = claimed.get().name();
        if (Stream.concat(issuers.stream(), evaluators.stream()).noneMatch(key::signedBy)) {
            return status(
                    name,
                    key,
                    issuer,
                    false,
                    State.BAD_SIGNATURE,
                    null,
                    "issuer " + issuer + " did not sign this: it was changed, or somebody else made it");
        }
        Optional<KnownFeature> feature = KnownFeature.of(content.feature());
        if (feature.isEmpty() || feature.get().counted() != (content.count() != null)) {
            return status(
                    name,
                    key,
                    issuer,
                    evaluation,
                    State.UNKNOWN_FEATURE,
                    null,
                    "for " + content.feature()
                            + (feature.isEmpty()
                                    ? ", which this version does not know"
                                    : " in a form this version does not know"));
        }
        if (!content.serial().equals(serial)) {
            return status(
                    name,
                    key,
                    issuer,
                    evaluation,
                    State.OTHER_SERIAL,
                    null,
                    "made for the appliance with serial number " + content.serial() + "; this one is " + serial);
        }
        return timed(name, key, issuer, evaluation, today);
    }

    private KeyStatus timed(String name, SignedKey key, String issuer, boolean evaluation, LocalDate today) {
        LocalDate expires = key.content().expires();
        if (expires == null) {
            String sentence = evaluation ? "holds while the lab runs" : "holds for ever";
            return status(name, key, issuer, evaluation, State.VALID, null, sentence);
        }
        int left = (int) ChronoUnit.DAYS.between(today, expires);
        if (left >= 0) {
            return status(
                    name, key, issuer, evaluation, State.VALID, left, "holds until " + expires + ", " + days(left));
        }
        int grace = left + graceDays;
        if (grace >= 0) {
            return status(
                    name,
                    key,
                    issuer,
                    evaluation,
                    State.GRACE,
                    grace,
                    "ended on " + expires + "; holds until " + expires.plusDays(graceDays) + " all the same, "
                            + days(grace) + ": get a new one now");
        }
        return status(
                name,
                key,
                issuer,
                evaluation,
                State.EXPIRED,
                null,
                "ended on " + expires + (graceDays == 0 ? "" : ", its grace on " + expires.plusDays(graceDays)));
    }

    private static String days(int left) {
        return left == 0 ? "the last day" : left == 1 ? "1 day left" : left + " days left";
    }

    private static KeyStatus status(
            String name,
            SignedKey key,
            String issuer,
            boolean evaluation,
            State state,
            @Nullable Integer left,
            String sentence) {
        KeyContent content = key.content();
        return new KeyStatus(
                name,
                content.id(),
                content.feature(),
                content.serial().toString(),
                content.count(),
                content.issued(),
                content.expires(),
                issuer,
                evaluation,
                state,
                left,
                sentence);
    }
}
