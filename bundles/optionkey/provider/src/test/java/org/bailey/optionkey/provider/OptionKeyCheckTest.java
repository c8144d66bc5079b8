package org.bailey.optionkey.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.bailey.optionkey.wire.IssuerPair;
import org.bailey.optionkey.wire.KnownFeature;
import org.bailey.optionkey.wire.MalformedKey;
import org.bailey.optionkey.wire.SerialFile;
import org.bailey.optionkey.wire.SerialNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionKeyCheckTest {
    private static final String DATA = "bailey.data";
    private static final LocalDate DAY = LocalDate.of(2025, 1, 1);

    private final IssuerPair issuer = IssuerPair.generate();
    private final SerialNumber serial;

    OptionKeyCheckTest(@TempDir Path data) throws java.io.IOException, MalformedKey {
        System.setProperty(DATA, data.toString());
        serial = SerialFile.in(data);
    }

    @BeforeEach
    void hasASerialNumber() {
        assertEquals(11, serial.toString().length());
    }

    @AfterEach
    void forget() {
        System.clearProperty(DATA);
    }

    private List<String> objections(String key, String... issuers) {
        return new OptionKeyCheck()
                .objections(Map.of(
                        OptionKeySettings.PID,
                        Map.of("issuers", issuers),
                        StoredKey.KIND + "~turn",
                        Map.of("key", key)));
    }

    private String key(SerialNumber appliance) {
        return issuer.issue(KnownFeature.TURN_CLIENT, appliance, null, DAY, DAY.plusDays(1))
                .toString();
    }

    @Test
    void aKeyThatWasGoodOnceIsLetPass() {
        assertEquals(List.of(), objections(key(serial), issuer.issuer().toString()));
    }

    @Test
    void aWrongKeyIsNamedWithItsReason() {
        String wrong =
                objections(key(new SerialNumber(7)), issuer.issuer().toString()).get(0);
        assertTrue(wrong.startsWith("org.bailey.optionkey.key~turn made for the appliance with serial number"), wrong);
        assertTrue(objections(key(serial)).get(0).contains("not among issuers"));
        assertTrue(objections("", issuer.issuer().toString()).get(0).contains("cannot be read"));
    }

    @Test
    void aMistypedIssuerIsNamed() {
        List<String> said = objections(key(serial), "12345");
        assertTrue(said.get(0).contains("issuers has \"12345\", which is no public key"), said::toString);
    }
}
