package org.bailey.system.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetatypeFileTest {
    @Test
    void readsTypeRangeDefaultAndCardinality() {
        ObjectClass media = Samples.catalog().find("org.bailey.media");
        Attribute port = media.attributes().get("firstPort");
        assertEquals(ScalarType.INTEGER, port.type());
        assertEquals("1024 to 65535", port.range());
        assertEquals(List.of("56000"), port.defaults());
        assertTrue(port.required());
        assertEquals("auto, off", media.attributes().get("mode").range());
        assertEquals(-2, media.attributes().get("weights").cardinality());
        assertTrue(Samples.catalog().find("org.bailey.zone~any").factory());
    }

    @Test
    void splitsDefaultsAtCommasUnlessEscaped() {
        assertEquals(List.of("a", "b,c", "d\\"), MetatypeFile.list("a, b\\,c,d\\\\"));
        assertEquals(List.of(), MetatypeFile.list(""));
    }

    @Test
    void refusesADocumentTypeBecauseItCouldNameOtherFiles() {
        String xml = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>";
        assertThrows(
                IOException.class,
                () -> MetatypeFile.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))));
    }
}
