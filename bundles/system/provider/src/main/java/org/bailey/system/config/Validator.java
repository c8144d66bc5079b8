package org.bailey.system.config;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks a whole configuration against what the installed bundles declare, and finds everything that is wrong. */
final class Validator {
    /** Stands in an export for a secret, and in a file for "leave the secret as it is". */
    static final String KEPT = "(kept)";

    private final Catalog catalog;
    private final Map<String, Map<String, Object>> current;
    private final List<String> reasons = new ArrayList<>();

    /** @param current what holds now, by PID; secrets that the file keeps are taken from it */
    Validator(Catalog catalog, Map<String, Map<String, Object>> current) {
        this.catalog = catalog;
        this.current = current;
    }

    /**
     * The values of a file in the types of their settings.
     *
     * @throws Refused with all reasons, each naming PID, setting, value and what is allowed
     */
    Map<String, Map<String, Object>> check(Map<String, JsonObject> file) throws Refused {
        Map<String, Map<String, Object>> checked = new LinkedHashMap<>();
        file.forEach((pid, keys) -> {
            ObjectClass known = known(pid);
            if (known != null) {
                checked.put(pid, settings(pid, known, keys));
            }
        });
        if (!reasons.isEmpty()) {
            throw new Refused(reasons);
        }
        return checked;
    }

    private @Nullable ObjectClass known(String pid) {
        ObjectClass known = catalog.find(pid);
        int tilde = pid.indexOf('~');
        if (known == null) {
            reasons.add(pid + ": no installed bundle has settings under this PID");
        } else if (known.factory() && (tilde < 0 || tilde == pid.length() - 1)) {
            reasons.add(pid + ": there can be many of these, so each needs a name: " + known.pid() + "~NAME");
        } else if (!known.factory() && tilde >= 0) {
            reasons.add(pid + ": there is only one of these, without a name: " + known.pid());
        } else {
            return known;
        }
        return null;
    }

    private Map<String, Object> settings(String pid, ObjectClass known, JsonObject keys) {
        Map<String, Object> settings = new LinkedHashMap<>();
        keys.forEach((key, json) -> {
            if (ConfigurationFile.isReserved(key)) {
                return;
            }
            int colon = key.indexOf(':');
            String id = colon < 0 ? key : key.substring(0, colon);
            Attribute attribute = known.attributes().get(id);
            try {
                if (attribute == null) {
                    throw new WrongValue("is not a setting here; there are: "
                            + String.join(", ", known.attributes().keySet()));
                }
                if (settings.containsKey(id)) {
                    throw new WrongValue("stands here twice");
                }
                if (colon >= 0) {
                    SettingValue.checkDeclaredType(attribute, key.substring(colon + 1));
                }
                settings.put(id, isKept(attribute, json) ? kept(pid, id) : SettingValue.of(attribute, json));
            } catch (WrongValue e) {
                reasons.add(pid + ": " + id + " " + e.getMessage());
            }
        });
        for (Attribute attribute : known.attributes().values()) {
            boolean given = settings.containsKey(attribute.id())
                    || keys.keySet().stream().anyMatch(key -> key.startsWith(attribute.id() + ":"))
                    || keys.containsKey(attribute.id());
            if (!given && attribute.required() && attribute.defaults().isEmpty() && attribute.cardinality() == 0) {
                reasons.add(pid + ": " + attribute.id() + " is missing and has no default");
            }
        }
        return settings;
    }

    static boolean isKept(Attribute attribute, JsonValue json) {
        return attribute.isSecret()
                && json.getValueType() == JsonValue.ValueType.STRING
                && ((JsonString) json).getString().equals(KEPT);
    }

    private Object kept(String pid, String id) throws WrongValue {
        Object secret = current.getOrDefault(pid, Map.of()).get(id);
        if (secret == null) {
            throw new WrongValue("is to be kept, but this appliance has no secret there: write it into the file");
        }
        return secret;
    }
}
