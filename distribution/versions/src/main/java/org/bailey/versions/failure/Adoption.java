package org.bailey.versions.failure;

/** Where a module is given the state of a live call: it is not what it takes it for. */
public final class Adoption {
    private Adoption() {}

    public static void strike() {
        throw new NoSuchFieldError("a state of another shape");
    }
}
