package org.bailey.b2bua.provider.bridge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bailey.media.SrtpSuite;

/**
 * What the operator decides about descriptions.
 *
 * @param totalKbit in b=CT towards the Microsoft side, kbit/s
 * @param videoKbit video limit announced where the other side named none, kbit/s
 * @param maxVideoKbit video limit never exceeded, kbit/s
 * @param suites taken from the standard side, and offered to it in this order
 */
public record ExchangeSettings(long totalKbit, long videoKbit, long maxVideoKbit, List<SrtpSuite> suites) {
    /** 99980 is what Microsoft's clients write themselves. */
    public static final ExchangeSettings DEFAULT = new ExchangeSettings(
            99_980,
            2_000,
            4_000,
            List.of(
                    SrtpSuite.AES_CM_128_HMAC_SHA1_80,
                    SrtpSuite.AEAD_AES_256_GCM,
                    SrtpSuite.AEAD_AES_128_GCM,
                    SrtpSuite.AES_CM_128_HMAC_SHA1_32));

    public ExchangeSettings {
        check("totalKbit", totalKbit, 64, 1_000_000);
        check("maxVideoKbit", maxVideoKbit, 64, 100_000);
        check("videoKbit", videoKbit, 64, maxVideoKbit);
        suites = suites.stream().distinct().toList();
        if (suites.isEmpty()) {
            throw new IllegalArgumentException("srtpSuites is empty; name at least AES_CM_128_HMAC_SHA1_80");
        }
    }

    /** {@return the suites of these names} */
    public static List<SrtpSuite> suites(String... names) {
        List<SrtpSuite> suites = new ArrayList<>();
        for (String name : names) {
            suites.add(SrtpSuite.named(name.strip())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "srtpSuites holds '" + name + "'; wanted are " + Arrays.toString(SrtpSuite.values()))));
        }
        return suites;
    }

    private static void check(String setting, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    setting + " is " + value + " kbit/s; wanted " + least + " to " + most + " kbit/s");
        }
    }
}
