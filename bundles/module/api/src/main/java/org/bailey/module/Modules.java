package org.bailey.module;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Features, their bundles, and their replacement while calls are up; a service. Safe for use by many threads. */
@ProviderType
public interface Modules {
    /** {@return all features this appliance knows, in the order of their start} */
    List<FeatureState> features();

    /**
     * Looks at a bundle or a feature archive and says what applying it would do. Changes nothing; the file is kept for
     * {@link #apply} until others push it out.
     *
     * @param name what the file is called, for people
     * @throws IOException when it cannot be read or kept
     */
    UpdatePlan plan(String name, InputStream file) throws IOException;

    /** {@return the plan made anew with what runs now; empty when its file is not kept any more} */
    Optional<UpdatePlan> plan(String id) throws IOException;

    /**
     * Begins to do what the plan says, after making it anew. Returns at once; {@link #current} shows how it goes, and
     * {@link #history} how it went.
     *
     * @param who asks for it, for the history
     * @param drain whether to take no new calls and wait for the last one to end, when the plan asks for that
     * @return the id of the update
     * @throws UpdateRefused saying why not
     */
    String apply(String plan, String who, boolean drain) throws UpdateRefused, IOException;

    /** {@return the update that is being done or watched now} */
    Optional<UpdateRecord> current();

    /** {@return what was done, newest first} */
    List<UpdateRecord> history();
}
