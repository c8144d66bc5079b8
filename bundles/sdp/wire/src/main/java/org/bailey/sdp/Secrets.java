package org.bailey.sdp;

import java.util.regex.Pattern;

/** What may not be read by who reads a log, a trace or a record: keys and passwords that stand in descriptions. */
public final class Secrets {
    /** Stands where a secret stood. */
    public static final String HIDDEN = "(hidden)";

    private static final String MARK = "$1" + HIDDEN;
    /** Master keys of a=crypto and a=cryptoscale (RFC 4568), wherever they stand. */
    private static final Pattern INLINE = Pattern.compile("(inline:)[A-Za-z0-9+/_=-]+", Pattern.CASE_INSENSITIVE);
    /** RFC 8839 section 5.4. */
    private static final Pattern ICE_PASSWORD = Pattern.compile("(ice-pwd\\s*:\\s*)\\S+", Pattern.CASE_INSENSITIVE);
    /** The candidates of older drafts have a password each: user, component, password, transport. */
    private static final Pattern OLD_CANDIDATE = Pattern.compile(
            "(candidate:\\S+[ \\t]+\\d+[ \\t]+)\\S+(?=[ \\t]+(?:UDP|TCP)\\b)", Pattern.CASE_INSENSITIVE);
    /** k= of RFC 4566, and MIKEY of RFC 4567. */
    private static final Pattern OLD_KEY = Pattern.compile(
            "((?:^|[\\r\\n])k=(?:clear|base64):|key-mgmt:\\s*mikey\\s+)[A-Za-z0-9+/=]+", Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /** {@return the text, a description or anything that quotes one, without its secrets; everything else stays} */
    public static String redact(String text) {
        String shown = INLINE.matcher(text).replaceAll(MARK);
        shown = ICE_PASSWORD.matcher(shown).replaceAll(MARK);
        shown = OLD_CANDIDATE.matcher(shown).replaceAll(MARK);
        return OLD_KEY.matcher(shown).replaceAll(MARK);
    }
}
