package org.bailey.b2bua.provider;

import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.sip.SipRequest;

/**
 * What the option key {@code microsoft-interop} gates: encryption on the Microsoft leg, ICE, and Lync 2013 and later
 * (LIC-1, LIC-6). Decided when a leg comes into being; a call that is up keeps what it was given.
 *
 * @param key whether the key holds now
 */
record Interop(BooleanSupplier key) {
    static final String MISSING =
            "Option key microsoft-interop is missing: no ICE, no encryption towards the Microsoft side, no Lync 2013 or later.";
    /** Clients ({@code UCCAPI}) of Lync 2013 say 15, servers ({@code RTCC}) say 5; those of Lync 2010 say 4. */
    private static final Pattern VERSION = Pattern.compile("(UCCAPI|RTCC)/([0-9]{1,3})[.]");

    private static final int FIRST_SERVER = 5;
    private static final int FIRST_CLIENT = 15;

    boolean licensed() {
        return key.getAsBoolean();
    }

    /** {@return the policy for a leg, as far as it may be used} */
    ZonePolicy policy(ZonePolicy wanted, Dialect dialect) {
        if (licensed()) {
            return wanted;
        }
        return new ZonePolicy(
                dialect == Dialect.MICROSOFT ? ZonePolicy.MediaEncryption.OFF : wanted.mediaEncryption(),
                wanted.keyOffer(),
                wanted.keysWithoutTls(),
                false,
                wanted.bfcp());
    }

    /** {@return empty, or the sentence by which a caller that needs the key is refused} */
    String refusal(Dialect dialect, SipRequest invite) {
        Matcher version = VERSION.matcher(invite.headers().first("User-Agent", ""));
        if (licensed() || dialect != Dialect.MICROSOFT || !version.find()) {
            return "";
        }
        int first = version.group(1).equals("RTCC") ? FIRST_SERVER : FIRST_CLIENT;
        return Integer.parseInt(version.group(2)) >= first
                ? "Option key microsoft-interop is missing: calls with Lync 2013 and later need it, and the caller is "
                        + version.group() + "x."
                : "";
    }
}
