package org.bailey.b2bua.provider.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailey.media.Side;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.SessionDescription;

/** The sentences an exchange fails with; each names the side and the cause, fit for a Warning header. */
final class Refusals {
    private static final int MOST_LINES = 4;

    private Refusals() {}

    static SdpExchange.Result damaged(int status, Side side, String what, MalformedSdp cause) {
        return new SdpExchange.Result.Refused(
                status, name(side) + " sent a damaged " + what + ": " + clean(String.valueOf(cause.getMessage())));
    }

    /** No line of an offer can be carried. */
    static SdpExchange.Result offer(SdpExchange.Direction direction, SessionDescription offer, Encryption encryption) {
        Side side = direction.offerer();
        return nothing(
                side,
                direction.giver(),
                "offer",
                offer,
                line -> Optional.of(encryption.ofOffer(line, direction.giver())));
    }

    /** No line of an answer can be carried. */
    static SdpExchange.Result answer(
            SdpExchange.Direction direction,
            SessionDescription sent,
            SessionDescription answer,
            Encryption encryption) {
        return nothing(direction.offerer().other(), direction.taker(), "answer", answer, line -> {
            int place = answer.media().indexOf(line);
            return place < sent.media().size()
                    ? Optional.of(encryption.ofAnswer(sent.media().get(place), line, direction.taker()))
                    : Optional.empty();
        });
    }

    /** Encryption is required on the leg of the side an offer goes to, and no key may be sent there. */
    static SdpExchange.Result keyless(SdpExchange.Direction direction) {
        return refused(levels(direction.offerer().other(), direction.taker()) + "encryption is required, but "
                + direction.taker().keyless());
    }

    private static SdpExchange.Result nothing(
            Side side,
            Manner leg,
            String what,
            SessionDescription description,
            Function<MediaDescription, Optional<Encryption.Verdict>> verdicts) {
        List<String> causes = new ArrayList<>();
        boolean levels = false;
        for (MediaDescription line :
                description.media().stream().limit(MOST_LINES).toList()) {
            Optional<String> unprotected = line.isRefused() || Protection.of(line) == Protection.OTHER
                    ? Optional.empty()
                    : verdicts.apply(line)
                            .filter(Encryption.Verdict.Impossible.class::isInstance)
                            .map(verdict -> ((Encryption.Verdict.Impossible) verdict).why());
            levels |= unprotected.isPresent();
            causes.add(clean(line.kind()) + " " + clean(unprotected.orElseGet(() -> cause(description, line))));
        }
        if (levels) {
            return refused(levels(side, leg) + String.join("; ", causes));
        }
        return refused(name(side) + "'s " + what + " holds no media that can be carried"
                + (causes.isEmpty() ? ": it has no media lines" : ": " + String.join("; ", causes)));
    }

    /** How a sentence begins when the ends of a leg do not agree about encryption: it names the leg and our level. */
    private static String levels(Side side, Manner leg) {
        return SdpExchange.LEVELS + " on the leg of " + name(side) + " " + leg.described() + ": ";
    }

    static SdpExchange.Result refused(String sentence) {
        return new SdpExchange.Result.Refused(488, sentence);
    }

    static String name(Side side) {
        return side == Side.CALLER ? "the caller" : "the called side";
    }

    /** What a peer answered to a line suits nothing that was offered. */
    static String unsuited(Side side, MediaDescription line) {
        String forms = line.payloadTypes().stream()
                .map(type -> clean((type.encoding() + " " + type.fmtp()).strip()))
                .limit(MOST_LINES)
                .collect(Collectors.joining(", "));
        return clean(line.kind()) + " is not carried: what " + name(side) + " answered (" + forms
                + ") suits nothing that was offered";
    }

    private static String cause(SessionDescription description, MediaDescription line) {
        if (line.isRefused()) {
            return "is refused (port 0)";
        }
        if (Protection.of(line) == Protection.OTHER) {
            return "is sent over " + line.protocol() + ", which no bridge carries";
        }
        return Remote.reachable(description, line)
                ? "has no codec in common with the other side (" + codecs(line) + ")"
                : "names no numeric unicast address in c=";
    }

    private static String codecs(MediaDescription line) {
        List<String> names = line.payloadTypes().stream()
                .map(type -> clean(type.encoding() + "/" + type.clockRateHz()))
                .distinct()
                .limit(8)
                .toList();
        return names.isEmpty() ? "none named" : String.join(" ", names);
    }

    /** Foreign text without what would break a quoted header or a log line. */
    static String clean(String text) {
        String shown = text.length() > 160 ? text.substring(0, 160) : text;
        return shown.replaceAll("[^ !#-\\[\\]-~]", "?");
    }
}
