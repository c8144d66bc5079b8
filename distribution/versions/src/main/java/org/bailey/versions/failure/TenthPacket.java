package org.bailey.versions.failure;

import java.util.concurrent.atomic.AtomicInteger;

/** Where packets come in: nine pass. */
public final class TenthPacket {
    private static final AtomicInteger PACKETS = new AtomicInteger();

    private TenthPacket() {}

    public static void strike() {
        if (PACKETS.incrementAndGet() >= 10) {
            throw new ArrayIndexOutOfBoundsException("tenth packet");
        }
    }
}
