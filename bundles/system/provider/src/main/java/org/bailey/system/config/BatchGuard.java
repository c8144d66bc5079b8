package org.bailey.system.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bailey.system.SettingsBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the sections of changes that belong together. */
record BatchGuard(Guard guard, Collection<SettingsBatch> sections) implements Guard {
    private static final Logger LOG = LoggerFactory.getLogger(BatchGuard.class);

    @Override
    public Scope before(String why, String who) throws IOException {
        Scope scope = guard.before(why, who);
        List<SettingsBatch> begun = new ArrayList<>(sections);
        begun.forEach(section -> guarded(section::begin));
        return () -> {
            begun.forEach(section -> guarded(section::end));
            scope.close();
        };
    }

    /** A section that fails, or is just leaving, keeps nobody from changing settings. */
    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("a section could not be told of a change of settings", e);
        }
    }

    @Override
    public void look(String why) throws IOException {
        guard.look(why);
    }
}
