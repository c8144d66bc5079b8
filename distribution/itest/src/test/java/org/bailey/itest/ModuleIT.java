package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bailey.lab.phone.AnswerPlan;
import org.bailey.lab.phone.CallEnd;
import org.bailey.lab.phone.LabCall;
import org.bailey.module.FeatureState;
import org.bailey.module.UpdateRecord;
import org.bailey.module.UpdateRecord.Outcome;
import org.bailey.optionkey.OptionKeys;
import org.bailey.versions.Failure;
import org.bailey.versions.NextVersion;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** Modules are replaced by REST and by the Felix console while people talk; what is broken is put back. */
public class ModuleIT extends UpdatesIT {
    private static final int REFRESHES = 5;
    /** Features without a module that is replaced under calls: libraries, and what keeps. */
    private static final Set<String> FIXED = Set.of("runtime", "sip", "lab");

    private static final String DIALPLAN = "org.bailey.dialplan.provider";
    private static final String SVC = "org.bailey.svc.bridge";

    @Test
    public void everyModuleIsReplacedUnderACallAndOneThatCannotBeActivatedNeverServes() throws Exception {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
        long invites = invites();
        List<String> live = live();
        assertTrue(live.toString(), live.containsAll(List.of(B2BUA, RELAY, DIALPLAN, "org.bailey.tls.provider")));
        for (String name : live) {
            String reason = putBack(next(name, 7).failing(Failure.ACTIVATION), () -> {});
            assertTrue(name + ": " + reason, reason.contains("cannot be activated"));
            NextVersion next = next(name, 1);
            String plan = plan(name + ".jar", signed(next));
            assertTrue(plan, plan.contains("\"possible\":true"));
            assertTrue(plan, plan.contains("No other bundle restarts."));
            assertTrue(plan, plan.contains("\"SIDE_BY_SIDE\""));
            UpdateRecord done;
            try (Restarts others = new Restarts(context, name::equals)) {
                done = applied(plan);
                assertEquals("with " + name, List.of(), others.seen());
            }
            assertEquals(done.toString(), Outcome.DONE, done.outcome());
            assertTrue(done.who(), done.who().startsWith("admin"));
            assertEquals(next.version(), bundle(name).getVersion().toString());
            assertEquals(1, bundles(name).size());
        }
        for (FeatureState feature : modules.features()) {
            boolean replaced = feature.modules().stream().anyMatch(each -> live.contains(each.name()));
            assertTrue("nothing of " + feature.word() + " was replaced", replaced || FIXED.contains(feature.word()));
        }
        goesOn(call, far);
        assertEquals("nobody is invited again by it", invites, invites());
        assertTrue(https("GET", "/api/v1/modules", "").body().contains("\"SERVING\""));
        ends(call, far);
    }

    @Test
    public void whatCannotTakeCallsOverOrThrowsOnTheTenthPacketIsPutBackAndNothingIsLost() throws Exception {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
        String packet = putBack(next(RELAY, 9).failing(Failure.TENTH_PACKET), () -> {});
        assertTrue(packet, packet.contains("tenth packet"));
        assertTrue(
                packet,
                packet.contains("a packet of call " + calls.live().get(0).id()));
        goesOn(call, far);
        String reason = putBack(next(B2BUA, 8).failing(Failure.ADOPTION), () -> {
            call.hold();
            far.awaitHeldByPeer(true, SOON);
            call.resume();
            far.awaitHeldByPeer(false, SOON);
        });
        assertTrue(reason, reason.contains("a state of another shape"));
        assertTrue(reason, reason.contains("failure.Adoption.strike"));
        assertTrue(reason, reason.contains("call " + calls.live().get(0).id()));
        ends(call, far);
    }

    @Test
    public void featuresAndApisAreReplacedAsAWholeAndThePlanSaysWhoRestarts() throws Exception {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
        String console = "org.bailey.dialplan.console";
        String before = bundle(DIALPLAN).getVersion() + " " + bundle(console).getVersion();
        UpdateRecord back = applied(plan(
                "dialplan.zip",
                archive("dialplan", next(DIALPLAN, 3), next(console, 3).failing(Failure.ACTIVATION))));
        assertEquals(back.toString(), Outcome.PUT_BACK, back.outcome());
        assertTrue(back.reason(), back.reason().contains(console + "."));
        assertEquals(
                before, bundle(DIALPLAN).getVersion() + " " + bundle(console).getVersion());
        assertEquals(1, bundles(DIALPLAN).size());

        NextVersion plan = next(DIALPLAN, 4);
        NextVersion page = next(console, 4);
        UpdateRecord done = applied(plan("dialplan.zip", archive("dialplan", plan, page)));
        assertEquals(done.toString(), Outcome.DONE, done.outcome());
        assertEquals(
                plan.version() + " " + page.version(),
                bundle(DIALPLAN).getVersion() + " " + bundle(console).getVersion());
        goesOn(call, far);
        String api = "org.bailey.b2bua.api";
        String sentences = plan("api.jar", signed(next(api, 1)));
        assertTrue(sentences, sentences.contains("\"restarts\":[\"" + B2BUA + "\",\"" + SVC + "\"]"));
        assertTrue(sentences, sentences.contains("Restarted with it: " + B2BUA + ", " + SVC + "."));
        assertTrue(sentences, sentences.contains("\"IN_PLACE\""));
        UpdateRecord restarted = applied(sentences);
        assertEquals(restarted.toString(), Outcome.DONE, restarted.outcome());
        goesOn(call, far);
        ends(call, far);
    }

    @Test
    public void aDialPlanThatCannotAnswerIsPutBackAndTheCallThatCameFindsItsWay() throws Exception {
        String reason = putBack(next(DIALPLAN, 8).failing(Failure.ADOPTION), () -> {
            LabCall call = alice.call(ROOM).awaitConnected(SOON);
            hears(call, 880);
            call.bye();
        });
        assertTrue(reason, reason.contains("a state of another shape"));
        assertTrue(reason, reason.contains("the origin of an INVITE from"));
    }

    @Test
    public void whatWouldRestartAKeeperIsRefusedUnderCallsAndWaitsForTheirEnd() throws Exception {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
        String api = "org.bailey.turn.api";
        NextVersion next = next(api, 1);
        String plan = plan("api.jar", signed(next));
        assertTrue(plan, plan.contains("\"drain\":true") && plan.contains("\"org.bailey.media.provider\""));
        HttpResponse<String> refused = apply(plan);
        assertEquals(refused.body(), 409, refused.statusCode());
        assertTrue(refused.body(), refused.body().contains("ask for it with drain"));
        goesOn(call, far);

        int history = modules.history().size();
        assertEquals(202, apply(plan, true).statusCode());
        await("it waits", () -> modules.current().stream().anyMatch(each -> each.outcome() == Outcome.DRAINING));
        assertEquals(503, room.call(ALICE).awaitEnded(SOON).status());
        goesOn(call, far);
        ends(call, far);
        UpdateRecord done = awaitHistory(history + 1);
        assertEquals(done.toString(), Outcome.DONE, done.outcome());
        assertEquals(next.version(), bundle(api).getVersion().toString());
        keepersAgain();
        String drain = https("GET", "/api/v1/drain", "").body();
        assertTrue(drain, drain.contains("\"on\":false"));
        room.call(ALICE).awaitConnected(SOON).bye();
    }

    @Test
    public void whatNobodyTrustedSignedIsNotTaken() throws Exception {
        byte[] unsigned = next(B2BUA, 1).unsigned();
        String plan = plan("b2bua.jar", unsigned);
        assertTrue(plan, plan.contains("b2bua.jar: it is not signed."));
        HttpResponse<String> refused = apply(plan);
        assertEquals(refused.body(), 409, refused.statusCode());
        KeyStore stranger = authority.issue("stranger.test", List.of("localhost"));
        String strange = plan("b2bua.jar", signed(next(B2BUA, 1), stranger));
        assertTrue(strange, strange.contains("whom nobody trusts"));
    }

    @Test
    public void theFelixConsoleUpdatesToo() throws Exception {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
        String before = bundle(B2BUA).getVersion().toString();
        int history = modules.history().size();
        install(next(B2BUA, 1).unsigned());
        UpdateRecord bad = awaitHistory(history + 1);
        assertEquals(bad.toString(), Outcome.PUT_BACK, bad.outcome());
        assertEquals("it is not signed", bad.reason());
        assertEquals(before, bundle(B2BUA).getVersion().toString());
        goesOn(call, far);

        NextVersion next = next(B2BUA, 2);
        install(signed(next));
        UpdateRecord good = awaitHistory(history + 2);
        assertEquals(good.toString(), Outcome.DONE, good.outcome());
        assertEquals("admin, the Felix console", good.who());
        assertEquals(next.version(), bundle(B2BUA).getVersion().toString());
        goesOn(call, far);
        ends(call, far);
    }

    @Test
    public void stoppingWhoeverCountsLicencesUnlocksNoCall() throws Exception {
        Bundle doors = bundle("org.bailey.optionkey.doors");
        doors.stop();
        try {
            CallEnd end = room.call(ALICE).awaitEnded(SOON);
            assertEquals(end.toString(), 503, end.status());
        } finally {
            doors.start();
        }
        await("the keys are read again", () -> {
            ServiceReference<OptionKeys> keys = context.getServiceReference(OptionKeys.class);
            return keys != null && context.getService(keys) != null;
        });
        room.call(ALICE).awaitConnected(SOON).bye();
    }

    @Test
    public void whoIsDrainedTakesNoNewCallAndEndsNone() throws Exception {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
        String on = https("PUT", "/api/v1/drain", "{\"overRestart\": false}").body();
        assertTrue(on, on.contains("\"on\":true") && on.contains("\"calls\":1"));
        CallEnd end = room.call(ALICE).awaitEnded(SOON);
        assertEquals(end.toString(), 503, end.status());
        goesOn(call, far);
        call.hold();
        far.awaitHeldByPeer(true, SOON);
        call.resume();
        far.awaitHeldByPeer(false, SOON);
        String off = https("DELETE", "/api/v1/drain", "").body();
        assertTrue(off, off.contains("\"on\":false"));
        LabCall second = room.call(ALICE).awaitConnected(SOON);
        second.bye();
        ends(call, far);
    }

    @Test
    public void theB2buaIsReplacedWhileACallArrivesRingsAndIsAnswered() throws Exception {
        room.plan(AnswerPlan.noAnswer());
        Bundle machine = bundle(B2BUA);
        machine.stop();
        LabCall call = alice.call(ROOM);
        await("the INVITE waits", () -> calls.counters().waitingEvents() > 0);
        machine.start();
        call.awaitRinging(SOON);
        LabCall far = room.awaitIncoming(SOON);
        UpdateRecord done = applied(plan("b2bua.jar", signed(next(B2BUA, 1))));
        assertEquals(done.toString(), Outcome.DONE, done.outcome());
        assertEquals(org.bailey.lab.phone.CallState.RINGING, call.state());
        Bundle next = bundle(B2BUA);
        next.stop();
        far.answer();
        await("the answer waits", () -> calls.counters().waitingEvents() > 0);
        next.start();
        call.awaitConnected(SOON);
        far.awaitConnected(SOON);
        assertEquals(1, invites());
        goesOn(call, far);
        ends(call, far);
    }

    @Test
    public void holdAndResumeGoOnWhileTheApiOfTheB2buaIsWiredAnewAgainAndAgain() throws Exception {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
        FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        List<Bundle> api = List.of(bundle("org.bailey.b2bua.api"));
        for (int i = 0; i < REFRESHES; i++) {
            CountDownLatch done = new CountDownLatch(1);
            wiring.refreshBundles(api, event -> done.countDown());
            do {
                call.hold();
                far.awaitHeldByPeer(true, SOON);
                call.resume();
                far.awaitHeldByPeer(false, SOON);
            } while (done.getCount() > 0);
        }
        assertEquals(1, calls.live().size());
        ends(call, far);
    }

    @Test
    public void ofTwoAdministratorsTheSecondIsToldWhatTheFirstChanged() throws Exception {
        String one = plan("dialplan.jar", signed(next(DIALPLAN, 2)));
        String other = plan("dialplan.jar", signed(next(DIALPLAN, 1)));
        int history = modules.history().size();
        CompletableFuture<Integer> atOnce = CompletableFuture.supplyAsync(() -> status(one));
        boolean mine = status(other) == 202;
        assertEquals(mine ? 409 : 202, (int) atOnce.get(60, TimeUnit.SECONDS));
        UpdateRecord done = awaitHistory(history + 1);
        assertEquals(done.toString(), Outcome.DONE, done.outcome());
        await("it is over", () -> modules.current().isEmpty());
        HttpResponse<String> refused = apply(mine ? one : other);
        assertEquals(refused.body(), 409, refused.statusCode());
        assertTrue(refused.body(), refused.body().contains("What runs is not what this plan was made for."));
        assertTrue(refused.body(), refused.body().contains("is replaced by"));
    }

    private int status(String plan) {
        try {
            return apply(plan).statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void aSnapshotWithASettingOfALaterVersionIsRefusedByItsNameAfterAStepBack() throws Exception {
        String before = bundle(B2BUA).getVersion().toString();
        NextVersion later = next(B2BUA, 1).setting("org.bailey.b2bua.provider.B2buaConfig", "greeting");
        assertEquals(Outcome.DONE, applied(plan("later.jar", signed(later))).outcome());
        Map.Entry<Integer, String> taken = config(
                "apply", settings("").replace("\"monitor\": false,", "\"monitor\": false, \"greeting\": \"hi\","));
        assertEquals(taken.getValue(), 0, (int) taken.getKey());

        String plan = plan("before.jar", signed(next(B2BUA, 0).version(before)));
        assertTrue(plan, plan.contains("That is a step back"));
        UpdateRecord back = applied(plan);
        assertEquals(back.toString(), Outcome.DONE, back.outcome());
        Matcher kept =
                Pattern.compile("kept as snapshot (\\d+)").matcher(back.steps().toString());
        assertTrue(back.toString(), kept.find());
        LabCall call = connected();
        ends(call, room.awaitIncoming(SOON));

        assertEquals(0, (int) config("apply", settings("")).getKey());
        HttpResponse<String> refused = https("POST", "/api/v1/snapshots/" + kept.group(1) + "/restore", "{}");
        assertEquals(refused.body(), 409, refused.statusCode());
        assertTrue(refused.body(), refused.body().contains("org.bailey.b2bua: greeting"));
        assertTrue(refused.body(), refused.body().contains("is not a setting here"));
    }

    private long invites() {
        return room.journal().entries().stream()
                .filter(entry -> entry.received("INVITE"))
                .count();
    }

    @Test
    public void noProviderExportsAPackageAndNoModuleIsWiredToAnotherOnesProvider() {
        List<String> wrong = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            String name = String.valueOf(bundle.getSymbolicName());
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            if (!name.startsWith("org.bailey.") || wiring == null) {
                continue;
            }
            if (!name.matches(".*\\.(api|wire|jain)") && bundle.getHeaders("").get("Export-Package") != null) {
                wrong.add(name + " exports " + bundle.getHeaders("").get("Export-Package"));
            }
            for (BundleWire wire : wiring.getRequiredWires(null)) {
                String to = String.valueOf(wire.getProvider().getBundle().getSymbolicName());
                if (!to.equals(name) && to.startsWith("org.bailey.") && !to.matches(".*\\.(api|wire|jain)")) {
                    wrong.add(name + " has classes of " + to);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }
}
