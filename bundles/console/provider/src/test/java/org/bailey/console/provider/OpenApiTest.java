package org.bailey.console.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private final JsonObject document = Json.createReader(OpenApiTest.class.getResourceAsStream("/res/openapi.json"))
            .readObject();

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> found = new ArrayList<>();
        references(document, found);
        assertTrue(found.size() > 5, found::toString);
        for (String reference : found) {
            assertTrue(Json.createPointer(reference.substring(1)).containsValue(document), reference);
        }
    }

    @Test
    void everyAnswerIsDescribed() {
        document.getJsonObject("paths")
                .forEach((path, methods) -> methods.asJsonObject().forEach((method, operation) -> {
                    if (!method.equals("parameters")) {
                        JsonObject answers = operation.asJsonObject().getJsonObject("responses");
                        assertTrue(answers.keySet().stream().anyMatch(code -> code.startsWith("2")), path);
                    }
                }));
        assertEquals("3.0.3", document.getString("openapi"));
    }

    private static void references(JsonValue value, List<String> found) {
        if (value instanceof JsonObject object) {
            object.forEach((name, member) -> {
                if (name.equals("$ref")) {
                    found.add(object.getString(name));
                } else {
                    references(member, found);
                }
            });
        } else if (value instanceof JsonArray array) {
            array.forEach(member -> references(member, found));
        }
    }
}
