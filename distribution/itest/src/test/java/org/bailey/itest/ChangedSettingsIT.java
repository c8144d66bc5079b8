package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import javax.inject.Inject;
import org.bailey.dialplan.DryRun;
import org.bailey.dialplan.Rehearsal;
import org.bailey.lab.phone.CallEnd;
import org.bailey.lab.phone.LabCall;
import org.bailey.optionkey.FeatureUse;
import org.bailey.optionkey.OptionKeys;
import org.bailey.optionkey.wire.KnownFeature;
import org.bailey.system.SettingsRefused;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.service.cm.ConfigurationAdmin;

/** Settings of the sections that carry a call, changed while it is up: what it was set up with stays as it is. */
public class ChangedSettingsIT extends CallsIT {
    @Inject
    private OptionKeys keys;

    @Inject
    private ConfigurationAdmin admin;

    @Test
    public void aCallGoesOnUntouchedWhileSettingsChange() throws Exception {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
        int atRoom = room.journal().entries().size();
        int atClient = alice.journal().entries().size();
        int freePort = FreePort.find();
        for (String change : new String[] {
            ", \"org.bailey.dialplan.rule~rooms\": {\"pattern\": \".+@elsewhere\\\\.test\", \"target\": \"Rooms\"}",
            ", \"org.bailey.dialplan.zone~rooms\": {\"name\": \"Rooms\", \"peers\": [\"127.0.0.9\"], \"monitor\": false}",
            ", \"org.bailey.media\": {\"firstPort\": 29000, \"lastPort\": 29100, \"silenceSeconds\": 20}",
            ", \"org.bailey.b2bua\": {\"destination\": \"127.0.0.8\", \"monitor\": false, \"ringSeconds\": 20, \"sessionRefreshSeconds\": 900}",
            ", \"org.bailey.call\": {\"maxCalls\": 7, \"pastCalls\": 10}",
            ", \"org.bailey.sip\": {\"t1Millis\": 120, \"maxTransactions\": 500}",
            ", \"org.bailey.sip.listener~more\": {\"transport\": \"tcp\", \"address\": \"127.0.0.1\", \"port\": "
                    + freePort + "}"
        }) {
            apply(changed(change));
            heardFurther(call, far);
        }
        assertEquals("signalling at the room", atRoom, room.journal().entries().size());
        assertEquals(
                "signalling at the client", atClient, alice.journal().entries().size());
        assertEquals(1, calls.live().size());
        apply(settings(""));
        heardFurther(call, far);
        call.bye();
        far.awaitEnded(SOON);
    }

    /** Licences are the live calls: the second is refused with the reason, the first goes on, and its licence is there again. */
    @Test
    public void licencesAreUsedUpUnderACall() throws Exception {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
        Vendor vendor = Vendor.beside(admin, data());
        apply(settings(vendor.settings(KnownFeature.RICH_MEDIA_SESSION, 1, null)));
        await("one licence is left", () -> licences().count() == 1);
        long refused = licences().refused();
        assertEquals(Set.of(calls.live().get(0).id()), licences().calls());
        refused(alice.call(ROOM), 503, "rich-media-session: 1 of 1 licences in use");
        refused(room.call(ALICE), 503, "rich-media-session: 1 of 1 licences in use");
        assertEquals(refused + 2, licences().refused());
        heardFurther(call, far);
        call.addVideo();
        await("the same licence carries pictures", () -> call.videoLine() != null);
        assertEquals(1, licences().calls().size());
        call.bye();
        far.awaitEnded(SOON);
        await("the licence is free", () -> licences().calls().isEmpty());
        LabCall next = room.call(ALICE).awaitConnected(SOON);
        next.bye();
        next.awaitEnded(SOON);
        apply(settings(""));
    }

    /** Keys whose grace is over end nothing that is up; what is new hears why, from either side. */
    @Test
    public void keysEndUnderACall() throws Exception {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
        Vendor vendor = Vendor.beside(admin, data());
        LocalDate longAgo = LocalDate.of(2025, 2, 1);
        apply(settings(vendor.settings(KnownFeature.RICH_MEDIA_SESSION, 5, longAgo)));
        await("no call is licensed", () -> !licences().licensed());
        assertTrue("the call holds the feature open", licences().ending());
        refused(alice.call(ROOM), 503, "rich-media-session: no licence, an option key is missing");
        heardFurther(call, far);
        apply(settings(vendor.settings(KnownFeature.MICROSOFT_INTEROP, null, longAgo)));
        await("calls are licensed again", () -> licences().licensed());
        refused(alice.call(ROOM), 403, "");
        refused(room.call(ALICE), 403, "");
        for (String who : new String[] {"the caller", "the called side"}) {
            String sentence = who + " is UCCAPI/15.x";
            await(sentence, () -> (calls.live().toString() + calls.past()).contains(sentence));
        }
        heardFurther(call, far);
        apply(settings(""));
        await("it is as it was", () -> keys.features().stream().noneMatch(FeatureUse::ending));
        LabCall second = room.call(ALICE).awaitConnected(SOON);
        second.bye();
        second.awaitEnded(SOON);
        heardFurther(call, far);
        call.bye();
        far.awaitEnded(SOON);
    }

    /**
     * What a dry run found stays true when the code that made it is replaced, and is applied through the new one; so is the record
     * of calls it was made of. The call that is up notices nothing of all that.
     */
    @Test
    public void aDryRunIsAppliedThroughANewDialPlan() throws Exception {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
        String before = rehearsal().settings();
        String after = before.replace(".+@video\\\\.test", "(3\\\\d{3})@video.test");
        DryRun run = rehearsal().dryRun(after);
        assertEquals(1, run.changes().size());
        assertTrue(
                run.different().toString(),
                run.different().stream()
                        .anyMatch(one -> one.question().alias().startsWith(ROOM)
                                && one.now().startsWith("Rooms as ")
                                && one.then().startsWith("404: no search rule leads to ")));
        long recorded = rehearsal().overview().recorded().calls();

        Bundle provider = bundle("org.bailey.dialplan.provider");
        String location = provider.getLocation();
        provider.update(URI.create(location.substring(location.indexOf("file:")))
                .toURL()
                .openStream());
        await("the new one tells", () -> context.getServiceReference(Rehearsal.class) != null);
        assertTrue(rehearsal().overview().recorded().calls() >= recorded);
        heardFurther(call, far);

        rehearsal().apply(after, run.basis(), "anna");
        refused(alice.call(ROOM), 404, "");
        assertTrue("the plan is another one by now", isRefused(before, run.basis()));
        rehearsal().apply(before, "", "anna");
        heardFurther(call, far);
        LabCall second = alice.call(ROOM).awaitConnected(SOON);
        second.bye();
        second.awaitEnded(SOON);
        call.bye();
        far.awaitEnded(SOON);
    }

    private boolean isRefused(String text, String basis) throws IOException {
        try {
            rehearsal().apply(text, basis, "anna");
            return false;
        } catch (SettingsRefused refused) {
            return true;
        }
    }

    private Rehearsal rehearsal() {
        return context.getService(context.getServiceReference(Rehearsal.class));
    }

    private FeatureUse licences() {
        return keys.features().stream().filter(FeatureUse::counted).findFirst().orElseThrow();
    }

    private static void refused(LabCall call, int status, String reason) {
        CallEnd end = call.awaitEnded(SOON);
        assertEquals(end.toString(), status, end.status());
        assertTrue(end.toString(), end.detail().contains(reason));
    }

    /** {@return the settings the call began with, one PID of them otherwise} */
    private String changed(String change) {
        String pid = change.substring(change.indexOf('"'), change.indexOf(':') + 1);
        String others = settings("")
                .lines()
                .filter(line -> !line.strip().startsWith(pid))
                .reduce("", (all, line) -> all + line + "\n")
                .strip();
        String open = others.substring(0, others.lastIndexOf('}')).strip();
        return (open.endsWith(",") ? open.substring(0, open.length() - 1) : open) + change + "}";
    }

    private void apply(String file) {
        Map.Entry<Integer, String> answer = config("apply", file);
        assertEquals(answer.getValue() + "\n" + file, 0, (int) answer.getKey());
    }

    private static void heardFurther(LabCall call, LabCall far) {
        for (LabCall one : new LabCall[] {call, far}) {
            long heard = one.audioStats().received() + 50;
            await("a second of sound", () -> one.audioStats().received() >= heard);
            assertNothingLost(one);
        }
    }
}
