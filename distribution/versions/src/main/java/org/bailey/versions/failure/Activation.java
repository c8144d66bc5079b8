package org.bailey.versions.failure;

/** In constructors of components: none can be made. */
public final class Activation {
    private Activation() {}

    public static void strike() {
        throw new IllegalStateException("no way to begin");
    }
}
