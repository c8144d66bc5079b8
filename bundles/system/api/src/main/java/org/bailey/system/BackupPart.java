package org.bailey.system;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** What a section keeps beside its settings and an administrator wants back on a new machine. A service of the section. */
@ConsumerType
public interface BackupPart {
    /** {@return the section: small letters} */
    String word();

    /**
     * {@return contents by file name, without folder}
     *
     * @param secrets whether private keys and passwords, also as hashes, belong into it
     */
    Map<String, byte[]> files(boolean secrets) throws IOException;

    /**
     * Says what {@link #restore} would do. Changes nothing.
     *
     * @param files as {@link #files} gave them, with or without the secret ones
     * @return one sentence for each thing it would change or could not; empty when all of it holds already
     * @throws SettingsRefused when these files cannot be taken
     */
    List<String> plan(Map<String, byte[]> files) throws SettingsRefused, IOException;

    /** {@return one sentence for each thing it did or could not do} */
    List<String> restore(Map<String, byte[]> files) throws SettingsRefused, IOException;
}
