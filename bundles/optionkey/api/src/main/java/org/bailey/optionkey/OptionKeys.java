package org.bailey.optionkey;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** All keys of this appliance and what they give. Safe for use by many threads. */
@ProviderType
public interface OptionKeys {
    /** {@return the serial number keys are made for, such as {@code 7K3QD-9M2XA}; empty when it cannot be read, see {@link #problems} } */
    String serial();

    /** {@return every key that is stored, by feature, and what it is worth today} */
    List<KeyStatus> keys();

    /** {@return every feature there can be a key for, and what there is of it} */
    List<FeatureUse> features();

    /** {@return one sentence for each thing that somebody should act upon} */
    List<String> problems();

    /**
     * Looks at a key as {@link #add} would and changes nothing.
     *
     * @param text as typed: blanks, dashes and small letters do not matter
     * @throws KeyRefused saying what is wrong with it and where
     */
    KeyStatus examine(String text) throws KeyRefused;

    /**
     * Stores a key that is good today.
     *
     * @param text as typed
     * @return the key as it is stored
     * @throws KeyRefused saying what is wrong with it and where; nothing was stored
     */
    KeyStatus add(String text) throws KeyRefused;

    /**
     * Takes a stored key away. Calls that use its feature go on.
     *
     * @param name {@link KeyStatus#name()}
     * @return false when there is no such key
     */
    boolean remove(String name);
}
