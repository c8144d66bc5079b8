package org.bailey.optionkey.doors;

import java.util.Dictionary;

/** Where services are put: the framework's, or a test's list. */
interface Registry {
    Entry put(Opened key, Dictionary<String, Object> properties);

    /** A service that is there. */
    interface Entry {
        void change(Dictionary<String, Object> properties);

        void remove();
    }
}
