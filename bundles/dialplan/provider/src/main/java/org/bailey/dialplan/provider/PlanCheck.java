package org.bailey.dialplan.provider;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bailey.dialplan.provider.config.Entry;
import org.bailey.dialplan.provider.config.ListenerNames;
import org.bailey.dialplan.provider.config.Loaded;
import org.bailey.dialplan.provider.config.PlanLoader;
import org.bailey.system.ConfigurationCheck;
import org.osgi.service.component.annotations.Component;

/** Refuses patterns, peers and names that cannot be before they are stored. */
@Component
public final class PlanCheck implements ConfigurationCheck {
    @Override
    public List<String> remarks(Map<String, Map<String, Object>> all) {
        return new PlanLoader().load(Entry.of(all)).doubts();
    }

    @Override
    public List<String> objections(Map<String, Map<String, Object>> all) {
        List<Entry> entries = Entry.of(all);
        Loaded loaded = new PlanLoader().load(entries);
        return Stream.concat(
                        loaded.refused().stream().map(sentence -> sentence.replace(PlanLoader.NOT_USED, "")),
                        new ListenerNames(all).objections(entries).stream())
                .toList();
    }
}
