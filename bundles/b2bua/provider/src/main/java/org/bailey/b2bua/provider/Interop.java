package org.bailey.b2bua.provider;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bailey.b2bua.provider.bridge.Manner;
import org.bailey.b2bua.provider.bridge.SdpExchange;
import org.bailey.call.Leg;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.dialplan.ZonePolicy.MediaEncryption;
import org.bailey.media.Side;
import org.bailey.sip.Headers;
import org.bailey.sip.Hop;
import org.jspecify.annotations.Nullable;

/**
 * What the option key {@code microsoft-interop} gates: encryption on the Microsoft leg, ICE, and Lync 2013 and later
 * (LIC-1, LIC-6). Decided when a leg comes into being; a call that is up keeps what it was given.
 *
 * @param key whether the key holds now
 */
record Interop(BooleanSupplier key) {
    static final String MISSING =
            "Option key microsoft-interop is missing: no ICE, no encryption towards the Microsoft side, no Lync 2013 or later.";
    /**
     * Clients ({@code UCCAPI}) of Lync 2013 say 15, servers ({@code RTC}, {@code RTCC}) say 5; those of Lync 2010 say 4.
     * The first number of either is what counts.
     */
    private static final Pattern VERSION = Pattern.compile("\\b(UCCAPI|RTCC|RTC)/([0-9]{1,3})[.]");

    /** A client says who it is in either, a server between in Server. */
    private static final List<String> WHO = List.of("User-Agent", "Server");

    private static final int FIRST_SERVER = 5;
    private static final int FIRST_CLIENT = 15;

    boolean licensed() {
        return key.getAsBoolean();
    }

    /** {@return the policy for a leg, as far as it may be used; what is required stays so, see {@link #unprotected}} */
    ZonePolicy policy(ZonePolicy wanted, Dialect dialect) {
        if (licensed()) {
            return wanted;
        }
        return new ZonePolicy(
                dialect == Dialect.MICROSOFT && wanted.mediaEncryption() != MediaEncryption.REQUIRED
                        ? MediaEncryption.OFF
                        : wanted.mediaEncryption(),
                wanted.keyOffer(),
                wanted.keysWithoutTls(),
                false,
                wanted.bfcp());
    }

    /** {@return empty, or the sentence by which a call is refused that would have to be encrypted on that leg} */
    String unprotected(Side side, Leg leg, @Nullable Hop hop) {
        return locked(leg, MediaEncryption.REQUIRED)
                ? levels(side) + " " + Manner.of(leg, hop).described()
                        + ": encryption there needs option key microsoft-interop, which is missing."
                : "";
    }

    /** {@return the sentence of a refusal, and that it is for want of the key where it is} */
    String explained(String sentence, Side side, Leg leg) {
        return locked(leg, MediaEncryption.OFF) && sentence.startsWith(levels(side))
                ? sentence + "; option key microsoft-interop is missing"
                : sentence;
    }

    private boolean locked(Leg leg, MediaEncryption level) {
        return leg.dialect() == Dialect.MICROSOFT && leg.policy().mediaEncryption() == level && !licensed();
    }

    private static String levels(Side side) {
        return SdpExchange.LEVELS + " on the leg of the " + (side == Side.CALLER ? "caller" : "called side");
    }

    /** {@return empty, or the sentence by which a call is refused whose caller sent these headers} */
    String ofCaller(Dialect dialect, Headers headers) {
        return refusal(dialect, headers, "caller");
    }

    /** The same of whoever answers: a ring or an acceptance is the first that is heard of the called side. */
    String ofCallee(Dialect dialect, Headers headers) {
        return refusal(dialect, headers, "called side");
    }

    private String refusal(Dialect dialect, Headers headers, String who) {
        if (dialect != Dialect.MICROSOFT || licensed()) {
            return "";
        }
        for (String header : WHO) {
            Matcher version = VERSION.matcher(headers.first(header, ""));
            if (version.find() && later(version.group(1), Integer.parseInt(version.group(2)))) {
                return "Option key microsoft-interop is missing: calls with Lync 2013 and later need it, and the " + who
                        + " is " + version.group() + "x.";
            }
        }
        return "";
    }

    private static boolean later(String product, int version) {
        return version >= (product.equals("UCCAPI") ? FIRST_CLIENT : FIRST_SERVER);
    }
}
