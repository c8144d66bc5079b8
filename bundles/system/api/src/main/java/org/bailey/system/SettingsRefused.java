package org.bailey.system;

import java.util.List;

/** Settings, or a file with them, that cannot be brought here, with one sentence for each reason. Nothing was changed. */
public final class SettingsRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> reasons;

    public SettingsRefused(List<String> reasons) {
        super(String.join("\n", reasons));
        this.reasons = List.copyOf(reasons);
    }

    public SettingsRefused(String reason) {
        this(List.of(reason));
    }

    public List<String> reasons() {
        return reasons;
    }
}
