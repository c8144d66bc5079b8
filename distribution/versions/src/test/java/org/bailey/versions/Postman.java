package org.bailey.versions;

/** Stands for a component that is given packets. */
public class Postman {
    private int carried;

    public int onPacket() {
        for (int i = 0; i < 1; i++) {
            carried++;
        }
        return carried;
    }
}
