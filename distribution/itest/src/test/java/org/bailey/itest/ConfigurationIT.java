package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.bailey.call.Calls;
import org.bailey.media.MediaPorts;
import org.bailey.optionkey.OptionKey;
import org.bailey.optionkey.wire.SerialNumber;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Files of settings against the real Configuration Admin and the Metatype of the real bundles. */
public class ConfigurationIT extends ApplianceIT {
    private static final String SYSTEM = "org.bailey.system";
    private static final String DNS = "org.bailey.system.dns~lab";

    @Inject
    private ConfigurationAdmin admin;

    private final List<String> stored = new ArrayList<>();

    private static String file(String content) {
        return "{\":configurator:resource-version\": 1" + content + "}";
    }

    @After
    public void takeAwayWhatTheFilesBrought() {
        config("apply", file(""));
    }

    @Test
    public void aFileSetsWhatItNames() throws Exception {
        Map.Entry<Integer, String> answer =
                config("apply", file(", \"org.bailey.system\": {\"hostName\": \"gw7\", \"domain\": \"example.com\"}"));
        assertEquals(answer.getValue(), 0, (int) answer.getKey());
        assertEquals("gw7", find(SYSTEM).getProperties().get("hostName"));
    }

    @Test
    public void aFileWithOneMistakeChangesNothingAndNamesIt() throws Exception {
        Map.Entry<Integer, String> answer = config(
                "apply",
                file(", \"org.bailey.system\": {\"hostName\": \"gw8\"}, \"org.bailey.system.dns~lab\":"
                        + " {\"nosuch\": 1}, \"org.bailey.nosuch\": {}"));
        assertEquals(65, (int) answer.getKey());
        assertTrue(answer.getValue(), answer.getValue().contains("org.bailey.system.dns~lab: nosuch"));
        assertTrue(answer.getValue(), answer.getValue().contains("org.bailey.nosuch: no installed bundle"));
        assertNull(find(SYSTEM));
        assertNull(find(DNS));
    }

    @Test
    public void aValueOutOfRangeIsRefusedWithItsRange() {
        Map.Entry<Integer, String> answer =
                config("apply", file(", \"org.bailey.system\": {\"dnsTimeoutMilliseconds\": 99}"));
        assertEquals(65, (int) answer.getKey());
        assertTrue(
                answer.getValue(),
                answer.getValue()
                        .contains("org.bailey.system: dnsTimeoutMilliseconds = 99 is out of range, allowed is 100 to"));
    }

    @Test
    public void whatASectionKnowsCannotBeTogetherIsRefusedByName() {
        Map.Entry<Integer, String> answer = config(
                "apply",
                file(", \"org.bailey.b2bua\": {\"sessionRefreshSeconds\": 100, \"minimumSessionSeconds\": 600},"
                        + " \"org.bailey.media\": {\"firstPort\": 29500, \"lastPort\": 29400}"));
        assertEquals(65, (int) answer.getKey());
        assertTrue(answer.getValue(), answer.getValue().contains("org.bailey.b2bua sessionRefreshSeconds: 100"));
        assertTrue(answer.getValue(), answer.getValue().contains("org.bailey.media lastPort 29400"));
    }

    @Test
    public void aKeyOpensItsFeatureUntilItIsRemoved() throws Exception {
        Vendor vendor = Vendor.beside(admin, data());
        String key = vendor.key(Keys.LEFT_OUT, null, null);
        assertEquals("nobody knows the vendor yet", 65, (int)
                control("key", "add", key).getKey());
        Map.Entry<Integer, String> applied = config("apply", file(vendor.believed()));
        assertEquals(applied.getValue(), 0, (int) applied.getKey());
        await("the vendor is known", () -> control("key", "add", key).getKey() == 0);
        assertTrue(isOpen(Keys.LEFT_OUT.word()));
        String listed = control("key", "list", "").getValue();
        assertTrue(listed, listed.contains(Keys.LEFT_OUT.word() + " may be used"));
        String name = listed.lines()
                .filter(line -> line.startsWith(Keys.LEFT_OUT.word() + "-"))
                .findFirst()
                .orElseThrow()
                .split(":")[0];
        assertEquals(0, (int) control("key", "remove", name).getKey());
        await("the feature is closed", () -> !isOpen(Keys.LEFT_OUT.word()));
        assertEquals(66, (int) control("key", "remove", name).getKey());
    }

    @Test
    public void aFileWithAKeyOfAnotherApplianceIsRefusedWithTheReason() throws Exception {
        Vendor vendor = Vendor.beside(admin, data());
        Vendor elsewhere = new Vendor(vendor.pair(), new SerialNumber(7), vendor.issuers());
        Map.Entry<Integer, String> answer = config("apply", file(elsewhere.settings(Keys.LEFT_OUT, null, null)));
        assertEquals(65, (int) answer.getKey());
        assertTrue(answer.getValue(), answer.getValue().contains("made for the appliance with serial number"));
    }

    private boolean isOpen(String feature) {
        try {
            return !context.getServiceReferences(OptionKey.class, "(bailey.feature=" + feature + ")")
                    .isEmpty();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void theSameFileAgainLeavesTheConfigurationUntouched() throws Exception {
        String file = file(", \"org.bailey.system\": {\"hostName\": \"gw9\", \"dnsServers\": [\"192.0.2.53\"]}");
        config("apply", file);
        long changes = find(SYSTEM).getChangeCount();
        assertEquals(0, (int) config("apply", file).getKey());
        assertEquals(changes, find(SYSTEM).getChangeCount());
    }

    @Test
    public void anExportAppliedAgainChangesNothing() throws Exception {
        config("apply", file(", \"org.bailey.system\": {\"hostName\": \"gw9\", \"dnsServers\": [\"192.0.2.53\"]}"));
        String export = config("export", "").getValue();
        assertEquals(export, Map.entry(0, "no difference"), config("diff", export));
        assertEquals(Map.entry(0, "applied; it held already, nothing changed"), config("apply", export));
    }

    @Test
    public void aStoredValueThatCannotBeLeavesASectionOnItsDefaultsUntilItIsCorrected() throws Exception {
        store("org.bailey.media", "firstPort", 80);
        store("org.bailey.call", "maxCalls", 0);
        store("org.bailey.b2bua", "ringSeconds", 1);
        store("org.bailey.b2bua.audio", "presetCodecs", new String[] {"nosuch"});
        store("org.bailey.b2bua.avc", "presetProfileLevelId", "nosuch");
        store("org.bailey.svc.bridge", "longestUnit", 1);
        store("org.bailey.sip", "t1Millis", 1);
        store("org.bailey.ice", "paceMillis", 1);
        store("org.bailey.turn", "probeSeconds", 1);
        store("org.bailey.console", "idleMinutes", 0);
        store("org.bailey.tls", "watchIntervalSeconds", 0);
        store(SYSTEM, "hostName", "no such name");
        for (String section : List.of("system", "tls", "turn", "ice", "media", "sip", "b2bua", "call", "console")) {
            again("org.bailey." + section + ".provider");
        }
        again("org.bailey.svc.bridge");
        await(
                "calls are possible",
                () -> context.getServiceReference(Calls.class) != null
                        && context.getService(context.getServiceReference(Calls.class)) != null);
        await(
                "nothing waits or failed",
                () -> config("problems", "").getValue().lines().allMatch(line -> line.contains("not in force")));
        String problems = config("problems", "").getValue();
        for (String said : List.of(
                "org.bailey.media firstPort 80 is not from 1024 to 65534",
                "org.bailey.call maxCalls: 0",
                "org.bailey.b2bua ringSeconds: 1",
                "org.bailey.b2bua.audio presetCodecs",
                "org.bailey.b2bua.avc presetProfileLevelId",
                "org.bailey.svc.bridge longestUnit",
                "org.bailey.sip t1Millis",
                "org.bailey.ice paceMillis",
                "org.bailey.turn probeSeconds",
                "org.bailey.console idleMinutes",
                "org.bailey.tls watchIntervalSeconds",
                "org.bailey.system hostName is 'no such name'")) {
            assertTrue(said + " in " + problems, problems.contains(said));
        }
        for (String pid : stored) {
            find(pid).delete();
        }
        stored.clear();
        await(
                "nothing is wrong any more",
                () -> config("problems", "").getValue().isEmpty());
        store("org.bailey.media", "firstPort", 28000);
        await("the corrected value is in force", () -> firstPort() == 28000);
        find("org.bailey.media").delete();
        await("nothing is wrong", () -> config("problems", "").getValue().isEmpty());
    }

    private int firstPort() {
        return context.getService(context.getServiceReference(MediaPorts.class))
                .pool()
                .first();
    }

    private void store(String pid, String setting, Object value) throws IOException {
        Dictionary<String, Object> values = new Hashtable<>();
        values.put(setting, value);
        admin.getConfiguration(pid, "?").update(values);
        stored.add(pid);
    }

    private void again(String name) throws BundleException {
        for (Bundle bundle : context.getBundles()) {
            if (name.equals(bundle.getSymbolicName())) {
                bundle.stop();
                bundle.start();
            }
        }
    }

    private Configuration find(String pid) throws IOException {
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + pid + ")");
            return found == null ? null : found[0];
        } catch (InvalidSyntaxException e) {
            throw new IOException(e);
        }
    }
}
