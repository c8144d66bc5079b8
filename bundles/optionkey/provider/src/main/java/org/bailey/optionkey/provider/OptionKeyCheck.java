package org.bailey.optionkey.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bailey.optionkey.KeyStatus;
import org.bailey.optionkey.KeyStatus.State;
import org.bailey.optionkey.wire.Issuer;
import org.bailey.optionkey.wire.MalformedKey;
import org.bailey.optionkey.wire.SerialFile;
import org.bailey.system.ConfigurationCheck;
import org.bailey.system.SettingsTrial;
import org.osgi.service.component.annotations.Component;

/**
 * Refuses keys that give nothing before they are stored. One that ended is let pass: a file that was good once starts an
 * appliance later too.
 */
@Component
public final class OptionKeyCheck implements ConfigurationCheck {
    private static final ConfigurationCheck SETTINGS = new SettingsTrial<>(
            OptionKeySettings.PID, OptionKeyConfig.class, (pid, config) -> OptionKeySettings.from(config));

    @Override
    public List<String> objections(Map<String, Map<String, Object>> all) {
        List<String> objections = new ArrayList<>(SETTINGS.objections(all));
        List<Issuer> issuers = issuers(all.getOrDefault(OptionKeySettings.PID, Map.of()));
        new TreeMap<>(all).forEach((pid, values) -> {
            if (pid.startsWith(StoredKey.KIND + "~")) {
                String sentence = objection(String.valueOf(values.getOrDefault("key", "")), issuers);
                if (!sentence.isEmpty()) {
                    objections.add(pid + " " + sentence);
                }
            }
        });
        return objections;
    }

    private static String objection(String text, List<Issuer> issuers) {
        try {
            Judge judge =
                    new Judge(SerialFile.in(Path.of(System.getProperty("bailey.data", "data"))), issuers, List.of(), 0);
            KeyStatus key = judge.judge("", text, LocalDate.now(ZoneOffset.UTC));
            return key.state().holds() || key.state() == State.EXPIRED ? "" : key.sentence();
        } catch (IOException | MalformedKey e) {
            return "cannot be looked at, for the serial number cannot be read: " + e.getMessage();
        }
    }

    /** Those that can be read; the others have an objection of their own. */
    private static List<Issuer> issuers(Map<String, Object> settings) {
        List<Issuer> issuers = new ArrayList<>();
        if (settings.get("issuers") instanceof String[] texts) {
            for (String text : texts) {
                try {
                    issuers.add(Issuer.read(text));
                } catch (MalformedKey told) {
                    continue;
                }
            }
        }
        return issuers;
    }
}
