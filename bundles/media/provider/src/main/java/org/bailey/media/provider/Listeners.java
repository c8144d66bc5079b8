package org.bailey.media.provider;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.bailey.media.MediaListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to hear what becomes of media. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private final CopyOnWriteArrayList<MediaListener> all = new CopyOnWriteArrayList<>();

    void add(MediaListener listener) {
        all.add(listener);
    }

    void remove(MediaListener listener) {
        all.remove(listener);
    }

    void tell(Consumer<MediaListener> news) {
        for (MediaListener listener : all) {
            try {
                news.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                LOG.error(
                        "MEDIA-001 a listener of media events failed: {}",
                        listener.getClass().getName(),
                        e);
            }
        }
    }
}
