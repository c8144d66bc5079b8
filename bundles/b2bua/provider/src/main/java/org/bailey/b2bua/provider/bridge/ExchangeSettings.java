package org.bailey.b2bua.provider.bridge;

/**
 * What the operator decides about descriptions.
 *
 * @param totalKbit in b=CT towards the Microsoft side, kbit/s
 * @param videoKbit video limit announced where the other side named none, kbit/s
 * @param maxVideoKbit video limit never exceeded, kbit/s
 */
public record ExchangeSettings(long totalKbit, long videoKbit, long maxVideoKbit) {
    /** 99980 is what Microsoft's clients write themselves. */
    public static final ExchangeSettings DEFAULT = new ExchangeSettings(99_980, 2_000, 4_000);

    public ExchangeSettings {
        check("totalKbit", totalKbit, 64, 1_000_000);
        check("maxVideoKbit", maxVideoKbit, 64, 100_000);
        check("videoKbit", videoKbit, 64, maxVideoKbit);
    }

    private static void check(String setting, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    setting + " is " + value + " kbit/s; wanted " + least + " to " + most + " kbit/s");
        }
    }
}
