package org.bailey.module.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bailey.module.Drain;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether new calls are taken. Holds over a restart if asked to: a file in the data directory. */
@Component(service = {Drain.class, DrainSwitch.class})
public final class DrainSwitch implements Drain {
    private static final Logger LOG = LoggerFactory.getLogger(DrainSwitch.class);

    private record State(Instant since, String who, boolean overRestart) {}

    private final Path file;
    private final Uses uses;
    private final AtomicLong refused = new AtomicLong();
    private volatile @Nullable State state;

    @Activate
    public DrainSwitch(BundleContext context, @Reference Uses uses) {
        this(LiveModules.folder(context).resolve("drain"), uses);
    }

    DrainSwitch(Path file, Uses uses) {
        this.file = file;
        this.uses = uses;
        try {
            if (Files.exists(file)) {
                List<String> lines = Files.readAllLines(file);
                state = new State(Instant.parse(lines.get(0)), lines.get(1), true);
                LOG.warn("MODULE-002 No new calls are taken, as before the restart; bailey drain off ends that");
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("MODULE-002 {} cannot be read, new calls are taken: {}", file, e.toString());
        }
    }

    @Override
    public Status status() {
        State now = state;
        int calls = uses.calls().size();
        return now == null
                ? new Status(false, null, "", false, calls, 0)
                : new Status(true, now.since(), now.who(), now.overRestart(), calls, refused.get());
    }

    @Override
    public synchronized Status on(String who, boolean overRestart) {
        State now = state;
        if (now == null) {
            refused.set(0);
            LOG.warn("MODULE-002 No new calls are taken from now on, asked for by {}", who);
        }
        State next = now == null
                ? new State(Instant.now(), who, overRestart)
                : new State(now.since(), now.who(), overRestart);
        state = next;
        try {
            if (overRestart) {
                Disk.write(file, next.since() + "\n" + next.who().replace('\n', ' ') + "\n");
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.error("MODULE-002 {} cannot be written; it does not hold over a restart: {}", file, e.toString());
        }
        return status();
    }

    @Override
    public synchronized Status off(String who) {
        if (state != null) {
            state = null;
            LOG.warn("MODULE-002 New calls are taken again, asked for by {}", who);
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.error("MODULE-002 {} cannot be deleted; after a restart no calls are taken: {}", file, e.toString());
        }
        return status();
    }

    /** {@return whether a new call is to be refused; counts it then} */
    boolean refuses() {
        boolean on = state != null;
        if (on) {
            refused.incrementAndGet();
        }
        return on;
    }
}
