package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.bailey.itest.Bailey.Ended;
import org.bailey.lab.phone.CallEnd;
import org.bailey.lab.phone.LabCall;
import org.bailey.lab.wire.NotSeen;
import org.bailey.optionkey.wire.KnownFeature;
import org.bailey.optionkey.wire.SerialFile;
import org.bailey.optionkey.wire.SerialNumber;
import org.junit.Test;
import org.osgi.service.cm.ConfigurationAdmin;

/** Settings taken back under a call, and an appliance brought back from its backup: what called before calls again. */
public class BackupIT extends CallsIT {
    private static final String RULE = "org.bailey.dialplan.rule~rooms";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSPHRASE = "correct horse";

    @Inject
    private ConfigurationAdmin configurations;

    @Test
    public void aMistakeInTheDialPlanIsTakenBackInPartWhileACallIsUp() throws Exception {
        await("the settings are in force", PATIENCE, () -> outcome() == 200);
        int next = room.incomingCount();
        LabCall call = alice.call(ROOM).awaitConnected(SOON);
        LabCall far = room.awaitIncoming(next, SOON).awaitConnected(SOON);
        int before = newest();
        page(RULE, Map.of("pattern", "nobody@video\\.test", "target", "Rooms"));
        page("org.bailey.system", Map.of("hostName", "gw77"));
        await("new calls find nobody", PATIENCE, () -> outcome() == 404);

        int taken = newest();
        assertTrue("a snapshot was taken", taken > before);
        String list = get("/snapshots");
        assertTrue(list, list.contains("\"why\":\"before a change of " + RULE + "\",\"who\":\"admin\""));
        int first = before + 1;
        String changes = get("/snapshots/" + first + "/changes");
        assertTrue(changes, changes.contains("\"before\":\".+@video\\\\.test\",\"after\":\"nobody@video\\\\.test\""));
        assertTrue(changes, changes.contains("org.bailey.system"));

        String wanted = "{\"pids\": [\"" + RULE + "\"]}";
        HttpResponse<String> refused = post("/snapshots/" + first + "/restore", "{\"pids\": [\"org.bailey.nosuch\"]}");
        assertEquals(refused.body(), 409, refused.statusCode());
        HttpResponse<String> restored = post("/snapshots/" + first + "/restore", wanted);
        assertEquals(restored.body(), 200, restored.statusCode());
        assertFalse(restored.body(), restored.body().contains("org.bailey.system"));
        String left = get("/snapshots/" + first + "/changes");
        assertFalse(left, left.contains(RULE));
        assertTrue("the other change stays: " + left, left.contains("gw77"));
        assertTrue(get("/snapshots").contains("before snapshot " + first + " was restored"));

        hears(call, 880);
        hears(far, 440);
        assertNothingLost(call);
        assertEquals(1, calls.live().size());
        call.bye();
        assertEquals(CallEnd.How.BYE_RECEIVED, far.awaitEnded(SOON).how());
        await("new calls find the room again", PATIENCE, () -> outcome() == 200);
    }

    @Test
    public void whatABackupHoldsComesBackAndACallGoesAsBefore() throws Exception {
        String open = control("backup", "make", "").getValue();
        String locked = control("backup", "make", PASSPHRASE).getValue();
        Map.Entry<Integer, String> emptied = config("apply", "{\":configurator:resource-version\": 1}");
        assertEquals(emptied.getValue(), 0, (int) emptied.getKey());
        await("nothing listens there", () -> sip.listeners().stream().noneMatch(l -> l.port() == microsoftPort));

        Map.Entry<Integer, String> wrong = control("backup", "restore", "wrong horse!\n\n" + locked);
        assertEquals(wrong.getValue(), 65, (int) wrong.getKey());
        assertTrue(wrong.getValue(), wrong.getValue().contains("the passphrase does not open the backup"));
        Map.Entry<Integer, String> cut =
                control("backup", "restore", "\n\n" + open.substring(0, open.length() / 8 * 4));
        assertEquals(cut.getValue(), 65, (int) cut.getKey());
        Map.Entry<Integer, String> plan = control("backup", "plan", "\n\n" + open);
        assertTrue(plan.getValue(), plan.getValue().contains("+ " + RULE));
        assertEquals("nothing was changed yet", "", listening());

        Map.Entry<Integer, String> done = control("backup", "restore", PASSPHRASE + "\n\n" + locked);
        assertEquals(done.getValue(), 0, (int) done.getKey());
        await("both listeners are up again", () -> listening().equals("both"));
        await("a call goes as before", PATIENCE, () -> outcome() == 200);
        Map.Entry<Integer, String> again = control("backup", "restore", "\n\n" + open);
        assertTrue(again.getValue(), again.getValue().contains("all its settings hold already"));
    }

    @Test
    public void whatABackupHoldsComesToASecondApplianceWhichTakesTheCalls() throws Exception {
        Vendor vendor = Vendor.beside(configurations, data());
        assertEquals(0, (int) config("apply", settings(vendor.believed())).getKey());
        Path file = data().resolve("backup");
        String locked = control("backup", "make", PASSPHRASE).getValue();
        Files.write(file, Base64.getMimeDecoder().decode(locked.strip()));
        Bailey second = new Bailey(data().resolve("second"));
        try {
            assertEquals(0, (int)
                    config("apply", "{\":configurator:resource-version\": 1}").getKey());
            await("nothing listens there", () -> listening().isEmpty());
            Ended started = second.run("start", "--http", Integer.toString(FreePort.find()));
            assertEquals(started.err(), 0, started.code());
            Ended restored = second.told(PASSPHRASE + "\n", "restore", file.toString());
            assertEquals(restored.out() + restored.err(), 0, restored.code());
            assertTrue(restored.out(), restored.out().contains("left out, for they hold there only"));
            await("without keys of its own it takes no call", PATIENCE, () -> outcome() == 503);
            SerialNumber serial = SerialFile.in(second.data());
            for (KnownFeature feature : List.of(KnownFeature.RICH_MEDIA_SESSION, KnownFeature.MICROSOFT_INTEROP)) {
                Integer count = feature.counted() ? 2 : null;
                String key = vendor.pair()
                        .issue(feature, serial, count, LocalDate.of(2025, 1, 1), null)
                        .toString();
                Ended added = second.run("key", "add", key);
                assertEquals(added.err(), 0, added.code());
            }
            await("a call goes as before", PATIENCE, () -> outcome() == 200);
            assertEquals("and not here", 0, calls.counters().live());
        } finally {
            second.run("stop");
            assertEquals(0, (int)
                    control("backup", "restore", PASSPHRASE + "\n\n" + locked).getKey());
            await("both listeners are up again", () -> listening().equals("both"));
        }
    }

    /** What a new call comes to: settings are in force a moment after they are stored. */
    private int outcome() {
        int next = room.incomingCount();
        LabCall call = alice.call(ROOM);
        try {
            call.awaitConnected(SOON);
            hears(call, 880);
        } catch (NotSeen ended) {
            return call.awaitEnded(SOON).status();
        }
        call.bye();
        room.awaitIncoming(next, SOON)
                .awaitEnded(SOON); // before the phones go, which a BYE under way would not survive
        return 200;
    }

    private String listening() {
        long up = sip.listeners().stream()
                .filter(l -> l.listening() && (l.port() == microsoftPort || l.port() == standardPort))
                .count();
        return up == 0 ? "" : up == 2 ? "both" : "one";
    }

    /** What the Felix console's own page of settings sends. */
    private void page(String pid, Map<String, String> values) throws IOException, InterruptedException {
        StringBuilder form = new StringBuilder("apply=true&action=ajaxConfigManager&propertylist=")
                .append(String.join(",", values.keySet()));
        values.forEach((name, value) ->
                form.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        HttpResponse<String> answer = Https.send(
                httpsPort(),
                "POST",
                "/system/console/configMgr/" + pid,
                AdminUser.NAME + ":" + AdminUser.PASSWORD,
                "application/x-www-form-urlencoded",
                form.toString().getBytes(StandardCharsets.US_ASCII));
        assertTrue(answer.statusCode() + " " + answer.body(), answer.statusCode() < 400);
    }

    private int newest() throws IOException, InterruptedException {
        String list = get("/snapshots");
        int at = list.indexOf("\"id\":");
        return at < 0 ? 0 : Integer.parseInt(list.substring(at + 5, list.indexOf(',', at)));
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = Https.ask(httpsPort(), "GET", "/api/v1" + path, "");
        assertEquals(answer.body(), 200, answer.statusCode());
        return answer.body();
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return Https.ask(httpsPort(), "POST", "/api/v1" + path, body);
    }
}
