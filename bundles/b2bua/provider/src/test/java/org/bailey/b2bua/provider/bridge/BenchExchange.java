package org.bailey.b2bua.provider.bridge;

/** The exchange with the two bridges of this bundle, for tests of the machine. */
public final class BenchExchange {
    private BenchExchange() {}

    public static SdpExchange standard() {
        return Exchanges.exchange();
    }
}
