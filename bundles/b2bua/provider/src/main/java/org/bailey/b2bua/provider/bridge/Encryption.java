package org.bailey.b2bua.provider.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.media.LocalPorts;
import org.bailey.media.MediaSecret;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSuite;
import org.bailey.sdp.Attribute;
import org.bailey.sdp.Crypto;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.SessionParameters;
import org.jspecify.annotations.Nullable;

/**
 * Decides about the encryption of one media line on one leg (RFC 4568, [MS-SDPEXT] section 3.1.5.2, MED-7 to MED-10).
 * Each leg for itself: what the other one has does not count.
 */
final class Encryption {
    /** Our key of a suite while a call lasts; re-INVITEs repeat it. */
    private static final int GENERATION = 0;
    /** Microsoft's clients read no line without it, and count to no other number. */
    private static final String MICROSOFT_LIFETIME = "2^31";

    /** What a line comes to. */
    sealed interface Verdict {
        /** {@return what the record of a call says of it; empty when there is nothing to say} */
        default String remark() {
            return "";
        }

        /**
         * Packets as they are.
         *
         * @param remark why keys that were offered are not used; empty when none were, or none may be
         */
        record Plain(String remark) implements Verdict {}

        /**
         * Packets protected by the peer's key one way and by ours the other way.
         *
         * @param identifier what our packets name our key by
         * @param passedOver what is wrong with lines that stand before this one
         */
        record Secured(Crypto theirs, SrtpSuite suite, Identifier identifier, List<String> passedOver)
                implements Verdict {
            /** With several, each packet says which of them it has. */
            SrtpKey theirKey() {
                List<SrtpKey> keys = theirs.keys().stream()
                        .map(key -> new SrtpKey(suite, key.keyAndSalt(), key.mkiBytes(), key.mki()))
                        .toList();
                return keys.get(0).beside(keys.subList(1, keys.size()));
            }

            @Override
            public String remark() {
                return passedOver.isEmpty()
                        ? ""
                        : String.join(", ", passedOver) + ": a=crypto:" + theirs.tag() + " is taken";
            }

            SrtpKey ourKey(MediaSecret secret) {
                return new SrtpKey(suite, made(secret, suite), identifier.bytes(), identifier.value());
            }

            private Secured with(Identifier ours) {
                return new Secured(theirs, suite, ours, passedOver);
            }
        }

        /** Not to be had; the words follow "audio" in a sentence. */
        record Impossible(String why) implements Verdict {}
    }

    /**
     * What each packet under a key of ours carries (RFC 4568 section 6.1): what the line says that we sent. An answer of ours
     * has one if theirs insists on one; an offer of ours has none unless there was one before, whatever is answered.
     */
    record Identifier(int bytes, long value) {
        static final Identifier NONE = new Identifier(0, 0);

        static Identifier of(Crypto line) {
            Crypto.Key key = line.keys().get(0);
            return new Identifier(key.mkiBytes(), key.mki());
        }
    }

    /**
     * What stands in an offer of ours.
     *
     * @param protocol of its m= line
     * @param keys its a=crypto lines
     */
    record Offered(String protocol, List<Attribute> keys) {}

    private final List<SrtpSuite> standard;

    /** @param standard suites for the standard side, in order of preference */
    Encryption(List<SrtpSuite> standard) {
        this.standard = List.copyOf(standard);
    }

    /** The offer of a peer, or an answer that serves as one. */
    Verdict ofOffer(MediaDescription line, Manner leg) {
        Protection wanted = Protection.of(line);
        return switch (wanted) {
            case OTHER -> new Verdict.Impossible("is sent over " + line.protocol() + ", which no bridge carries");
            case NONE ->
                leg.required()
                        ? new Verdict.Impossible("offers no encryption (" + line.protocol() + " without keys)")
                        : new Verdict.Plain("");
            case OPTIONAL -> optional(line, leg);
            case REQUIRED ->
                leg.keys()
                        ? secured(line, leg, "requires encryption (" + line.protocol() + "), but ")
                        : new Verdict.Impossible("requires encryption (" + line.protocol() + "), but " + leg.keyless());
        };
    }

    private Verdict optional(MediaDescription line, Manner leg) {
        String start = "offers encryption (" + line.protocol() + " with keys), but ";
        Verdict verdict = leg.keys() ? secured(line, leg, start) : new Verdict.Impossible(start + leg.keyless());
        if (leg.required() || !(verdict instanceof Verdict.Impossible impossible)) {
            return verdict;
        }
        return new Verdict.Plain(leg.keys() ? impossible.why() : "");
    }

    /** The answer of a peer to a line of ours; a peer that answers in plain what it was offered keys for has declined. */
    Verdict ofAnswer(MediaDescription sent, MediaDescription answered, Manner leg) {
        Protection taken = Protection.of(answered);
        boolean offered = sent.has("crypto");
        if (taken == Protection.OTHER) {
            return new Verdict.Impossible("is answered over " + answered.protocol() + ", which no bridge carries");
        } else if (taken == Protection.NONE || taken == Protection.OPTIONAL && !offered) {
            return leg.required()
                    ? new Verdict.Impossible("is answered without encryption (" + answered.protocol() + ")")
                    : new Verdict.Plain("");
        } else if (!offered) {
            return new Verdict.Impossible("is answered encrypted (" + answered.protocol() + ") although "
                    + (leg.keys() ? "no key was offered" : "it was offered without: " + leg.keyless()));
        }
        Verdict verdict = secured(answered, leg, "is answered encrypted (" + answered.protocol() + "), but ");
        if (!(verdict instanceof Verdict.Secured secured)) {
            return verdict;
        }
        Optional<Crypto> ours = taken(sent, secured.theirs());
        return ours.isPresent()
                ? secured.with(Identifier.of(ours.get()))
                : new Verdict.Impossible("is answered with a=crypto:"
                        + secured.theirs().tag() + " " + secured.theirs().suite() + ", which was not offered");
    }

    private static Optional<Crypto> taken(MediaDescription sent, Crypto answer) {
        return sent.attributes("crypto").stream()
                .flatMap(line -> read(line).stream())
                .filter(ours -> ours.tag() == answer.tag() && ours.suite().equalsIgnoreCase(answer.suite()))
                .findFirst();
    }

    private static Optional<Crypto> read(Attribute line) {
        try {
            return Optional.of(Crypto.parse(line.text()));
        } catch (MalformedSdp damaged) {
            return Optional.empty();
        }
    }

    /** The first line that can be used, rather one without a key identifier ([MS-SDPEXT] offers both). */
    private Verdict secured(MediaDescription line, Manner leg, String start) {
        List<String> unfit = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        Verdict.Secured identified = null;
        for (Attribute attribute : line.attributes("crypto")) {
            try {
                Crypto crypto = Crypto.parse(attribute.text());
                Optional<SrtpSuite> suite = SrtpSuite.named(crypto.suite()).filter(suites(leg.dialect())::contains);
                String problem = suite.isEmpty() ? "" : problem(crypto, leg);
                if (suite.isEmpty()) {
                    unfit.add(crypto.suite() + " is not taken there");
                } else if (!problem.isEmpty()) {
                    unfit.add(problem);
                    faults.add(problem);
                } else if (crypto.keys().get(0).mkiBytes() == 0) {
                    return new Verdict.Secured(crypto, suite.get(), Identifier.of(crypto), List.copyOf(faults));
                } else if (identified == null) {
                    identified = new Verdict.Secured(crypto, suite.get(), Identifier.of(crypto), List.copyOf(faults));
                }
            } catch (MalformedSdp damaged) {
                unfit.add(String.valueOf(damaged.getMessage()));
                faults.add(String.valueOf(damaged.getMessage()));
            }
        }
        return identified != null
                ? identified
                : new Verdict.Impossible(start
                        + (unfit.isEmpty()
                                ? "has no a=crypto" + (line.has("fingerprint") ? ": DTLS-SRTP is not spoken here" : "")
                                : String.join(", ", unfit)));
    }

    /**
     * Why a line cannot be used although its suite could. What is not understood has to be, unless it begins with a minus
     * (RFC 4568 section 6.3). What wants less protection is not taken whatever the level: a padlock is shown for it.
     */
    private static String problem(Crypto crypto, Manner leg) {
        SessionParameters wanted = crypto.session();
        String start = "a=crypto:" + crypto.tag() + " wants ";
        if (!wanted.plain().isEmpty()) {
            return start
                    + String.join(" and ", wanted.plain())
                    + (leg.required() ? " where encryption is required" : ", which would be half an encryption");
        } else if (wanted.derivationRate() != 0) {
            return start + "KDR=" + wanted.derivationRate() + ", and session keys are derived once here";
        } else if (wanted.correctionKeys()) {
            return start + "FEC_KEY, and no FEC is carried";
        }
        return wanted.unknown().isEmpty()
                ? ""
                : start + String.join(" and ", wanted.unknown()) + ", which is not known here";
    }

    /** The line of an answer of ours that takes theirs. */
    static Attribute answer(Verdict.Secured taken, MediaSecret secret, Dialect dialect) {
        SrtpKey ours = taken.ourKey(secret);
        Crypto.Key key = new Crypto.Key(ours.keyAndSalt(), lifetime(dialect), ours.mki(), ours.mkiBytes());
        return Crypto.of(taken.theirs().tag(), taken.suite().name(), key).attribute();
    }

    /**
     * The protocol of an answer of ours. A Microsoft client that offered RTP/AVP with keys hears RTP/SAVP when they are
     * taken; everybody else hears what it said (RFC 3264 section 6).
     */
    static String answerProtocol(MediaDescription offered, Verdict verdict, Dialect dialect) {
        boolean accepted = dialect == Dialect.MICROSOFT && verdict instanceof Verdict.Secured;
        return accepted && !Protection.secure(offered.protocol())
                ? offered.protocol().replace("RTP/AVP", "RTP/SAVP")
                : offered.protocol();
    }

    /**
     * What is offered on a leg; what was agreed there stays.
     *
     * @param ours our line of that place as it was, or of another place of the same leg; null on a new leg
     * @param theirs the peer's
     * @return empty when encryption is required and not possible
     */
    Optional<Offered> offer(
            Manner leg, LocalPorts ports, @Nullable MediaDescription ours, @Nullable MediaDescription theirs) {
        MediaSecret secret = leg.keys() ? ports.secret() : null;
        String over = theirs == null || theirs.isRefused() ? "" : Protection.connection(theirs.protocol());
        if (secret == null) {
            return leg.required() ? Optional.empty() : Optional.of(new Offered(over + "RTP/AVP", List.of()));
        }
        boolean secure = leg.policy().keyOffer() == ZonePolicy.KeyOffer.SECURE_FIRST;
        if (ours != null && theirs != null && !ours.isRefused() && !theirs.isRefused()) {
            if (!ours.has("crypto") && !leg.required()) {
                return Optional.of(new Offered(over + "RTP/AVP", List.of()));
            }
            secure = Protection.secure(ours.protocol()) || Protection.secure(theirs.protocol());
        }
        return Optional.of(new Offered(
                over + (secure || leg.required() ? "RTP/SAVP" : "RTP/AVP"),
                lines(suites(leg.dialect()), secret, leg.dialect(), identifier(ours))));
    }

    private static Identifier identifier(@Nullable MediaDescription ours) {
        return ours == null
                ? Identifier.NONE
                : ours.attributes("crypto").stream()
                        .flatMap(line -> read(line).stream())
                        .map(Identifier::of)
                        .findFirst()
                        .orElse(Identifier.NONE);
    }

    private static List<Attribute> lines(
            List<SrtpSuite> suites, MediaSecret secret, Dialect dialect, Identifier identifier) {
        List<Attribute> lines = new ArrayList<>();
        for (SrtpSuite suite : suites) {
            Crypto.Key key =
                    new Crypto.Key(made(secret, suite), lifetime(dialect), identifier.value(), identifier.bytes());
            lines.add(Crypto.of(lines.size() + 1, suite.name(), key).attribute());
        }
        return lines;
    }

    private static byte[] made(MediaSecret secret, SrtpSuite suite) {
        return secret.key(suite, GENERATION).keyAndSalt();
    }

    private static @Nullable String lifetime(Dialect dialect) {
        return dialect == Dialect.MICROSOFT ? MICROSOFT_LIFETIME : null;
    }

    private List<SrtpSuite> suites(Dialect dialect) {
        return dialect == Dialect.MICROSOFT ? List.of(SrtpSuite.AES_CM_128_HMAC_SHA1_80) : standard;
    }
}
