package org.bailey.system;

import java.util.List;

/**
 * What bringing settings back changes.
 *
 * @param changes empty when all of it holds already
 * @param notes one sentence for each thing that does not become what it was
 */
public record Restoration(List<SettingsChange> changes, List<String> notes) {
    public Restoration {
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }
}
