package org.bailey.dialplan.provider.plan;

import java.util.Optional;

/** Changes aliases before any rule sees them; lowest priority number first, each on the result of the one before. */
public record Transform(String pid, String name, int priority, Rewrite rewrite) {
    public Transform {
        Rule.checkPriority(priority);
    }

    /** Without a configuration of its own. */
    public Transform(String name, int priority, Rewrite rewrite) {
        this("", name, priority, rewrite);
    }

    /**
     * {@return the new alias; empty when it does not match} A result in which an IPv6 address lost its bracket is no match:
     * {@code (.+):.*} is meant for ports.
     */
    Optional<String> apply(String alias) {
        return rewrite.apply(alias).filter(result -> balanced(result) || !balanced(alias));
    }

    private static boolean balanced(String alias) {
        int open = alias.lastIndexOf('[');
        return open < 0 || alias.indexOf(']', open) >= 0;
    }

    @Override
    public String toString() {
        return "transform '" + name + "' (" + priority + ")";
    }
}
