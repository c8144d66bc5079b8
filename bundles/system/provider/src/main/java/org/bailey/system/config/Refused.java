package org.bailey.system.config;

import java.util.List;

/** A configuration that cannot be applied, with one sentence for each thing that is wrong in it. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> reasons;

    public Refused(List<String> reasons) {
        super(String.join("\n", reasons));
        this.reasons = List.copyOf(reasons);
    }

    public List<String> reasons() {
        return reasons;
    }
}
