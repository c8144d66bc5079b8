package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.bailey.ice.IceDialect;
import org.bailey.lab.phone.LabCall;
import org.bailey.lab.phone.MicrosoftClient;
import org.bailey.media.MediaNeeds;
import org.bailey.media.Side;
import org.bailey.module.FeatureState;
import org.bailey.module.FeatureState.State;
import org.bailey.module.Modules;
import org.bailey.optionkey.wire.IssuerPair;
import org.bailey.optionkey.wire.KnownFeature;
import org.bailey.optionkey.wire.SerialFile;
import org.bailey.versions.NextVersion;
import org.junit.After;
import org.junit.Test;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Features that take a key come, go and are missed with it, and with nothing else. */
public class KeyedFeaturesIT extends CallsIT {
    private static final String TURN = "org.bailey.turn.provider";
    private static final String KEYS = "org.bailey.optionkey.provider";

    @Inject
    private Modules modules;

    @Inject
    private ConfigurationAdmin configurations;

    @Override
    protected Option[] more() {
        return Stream.concat(Stream.of(super.more()), Stream.of(systemPackages("org.bailey.versions")))
                .toArray(Option[]::new);
    }

    @Test
    public void aFeatureComesWithItsKeyAndGoesWithIt() throws Exception {
        assertEquals(State.SERVING, feature("turn").state());
        String key = takeKey("turn-client");
        await("it is gone", () -> bundles("turn").isEmpty());
        assertEquals(State.LOCKED, feature("turn").state());
        assertEquals("It takes an option key for turn-client.", feature("turn").detail());

        Bundle byHand = context.installBundle(
                "inputstream:turn.jar",
                new ByteArrayInputStream(NextVersion.of(jar(TURN), 1).unsigned()));
        byHand.start();
        await(
                "it says what it waits for",
                () -> feature("turn").modules().stream()
                        .flatMap(each -> each.unsatisfied().stream())
                        .anyMatch(sentence -> sentence.endsWith("waits for an option key for turn-client")));
        assertEquals(State.LOCKED, feature("turn").state());
        byHand.uninstall();

        int history = modules.history().size();
        configurations
                .getFactoryConfiguration("org.bailey.optionkey.key", "turn-client", "?")
                .update(new Hashtable<>(Map.of("key", key)));
        await("it serves", () -> feature("turn").state() == State.SERVING);
        await("it is history", () -> modules.history().size() > history);
        assertEquals("feature turn comes", modules.history().get(0).what());
    }

    @Test
    public void underACallTurnGoesAndComesAndNothingElseRestarts() throws Exception {
        goesAndComesUnderACall("turn", "turn-client");
    }

    @Test
    public void underACallIceGoesAndComesAndNothingElseRestarts() throws Exception {
        goesAndComesUnderACall("ice", "microsoft-interop");
    }

    @Test
    public void underACallSvcGoesAndComesAndNothingElseRestarts() throws Exception {
        goesAndComesUnderACall("svc", "svc-gateway");
    }

    /** A call between rooms, as one with a Microsoft client has a use for a key. */
    private void goesAndComesUnderACall(String word, String key) throws Exception {
        await(word + " serves", () -> feature(word).state() == State.SERVING);
        LabCall call = room.call(ROOM).awaitConnected(SOON);
        LabCall far = room.awaitIncoming(SOON).awaitConnected(SOON);
        try (Restarts others = new Restarts(context, name -> isOf(word, name))) {
            String text = takeKey(key);
            await(word + " is gone", () -> bundles(word).isEmpty());
            soundGoesOn(call, far);
            configurations
                    .getFactoryConfiguration("org.bailey.optionkey.key", key, "?")
                    .update(new Hashtable<>(Map.of("key", text)));
            await(word + " serves again", () -> feature(word).state() == State.SERVING);
            soundGoesOn(call, far);
            assertEquals("nothing else restarted", List.of(), others.seen());
        }
        call.bye();
        far.awaitEnded(SOON);
    }

    @After
    public void hangUp() {
        hangUpAll();
    }

    private void soundGoesOn(LabCall call, LabCall far) {
        long heard = call.audioStats().received() + 50;
        await("a second of sound", () -> call.audioStats().received() >= heard);
        assertNothingLost(call);
        assertNothingLost(far);
        assertEquals(1, calls.live().size());
    }

    @Test
    public void aFeatureWhoseKeyExpiredServesTheCallsThatUseItUntilTheyEnd() throws Exception {
        media.allocate(
                        "ice",
                        0,
                        "audio",
                        Map.of(Side.CALLEE, new MediaNeeds(InetAddress.getLoopbackAddress(), IceDialect.STANDARD)))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        String key = takeKey("microsoft-interop");
        await("it ends", () -> feature("ice").state() == State.ENDING);
        Bundle ice = bundles("ice").get(0);
        expiringKey();
        await("it serves again", () -> feature("ice").state() == State.SERVING);
        grace(0);
        await("the key has expired", () -> feature("ice").state() == State.ENDING);
        assertEquals(Bundle.ACTIVE, ice.getState());
        media.release("ice");
        await("it is gone", () -> bundles("ice").isEmpty());
        grace(14);
        await("in its days of grace a key holds", () -> feature("ice").state() == State.SERVING);
        configurations
                .getFactoryConfiguration("org.bailey.optionkey.key", "microsoft-interop", "?")
                .update(new Hashtable<>(Map.of("key", key)));
        takeKey("expiring");
    }

    @Test
    public void svcStaysForACallThatUsesItAndTakesNoOther() throws Exception {
        await("svc serves", () -> feature("svc").state() == State.SERVING);
        try (MicrosoftClient bob = layered("bob")) {
            LabCall call = bob.call(ROOM).awaitConnected(SOON).awaitVideo(15, SOON);
            LabCall far = room.awaitIncoming(SOON).awaitVideo(15, SOON);
            String key = takeKey("svc-gateway");
            await("it ends", () -> feature("svc").state() == State.ENDING);
            call.awaitVideo((int) call.video().frames() + 15, SOON);
            far.awaitVideo((int) far.video().frames() + 15, SOON);
            call.bye();
            far.awaitEnded(SOON);
            await("it is gone", () -> bundles("svc").isEmpty());
            LabCall heard = bob.call(ROOM).awaitConnected(SOON);
            hears(heard, 880);
            assertNull("there is video without the key", heard.videoLine());
            heard.bye();
            configurations
                    .getFactoryConfiguration("org.bailey.optionkey.key", "svc-gateway", "?")
                    .update(new Hashtable<>(Map.of("key", key)));
            await("svc serves again", () -> feature("svc").state() == State.SERVING);
        }
    }

    @Test
    public void whoJudgesKeysIsReplacedAndFeaturesStay() throws Exception {
        await(
                "both serve",
                () -> feature("ice").state() == State.SERVING && feature("turn").state() == State.SERVING);
        List<Bundle> before = bundles("ice");
        before.addAll(bundles("turn"));
        configurations.getConfiguration("org.bailey.module", "?").update(new Hashtable<>(Map.of("watchSeconds", 1)));
        int history = modules.history().size();
        Bundle judge = bundle(KEYS);
        judge.update(new ByteArrayInputStream(NextVersion.of(jar(KEYS), 1).unsigned()));
        judge.stop();
        judge.start();
        await("it is watched and well", () -> modules.history().size() > history);
        List<Bundle> after = bundles("ice");
        after.addAll(bundles("turn"));
        assertEquals(before, after);
        assertTrue(after.stream().allMatch(each -> each.getState() == Bundle.ACTIVE));
    }

    /** {@return the text of a key that is no more} */
    private String takeKey(String name) throws IOException {
        Configuration stored = configurations.getFactoryConfiguration("org.bailey.optionkey.key", name, "?");
        String text = String.valueOf(stored.getProperties().get("key"));
        stored.delete();
        return text;
    }

    /** A key for microsoft-interop, of another vendor, whose last day was yesterday. */
    private void expiringKey() throws Exception {
        IssuerPair vendor = IssuerPair.generate();
        Configuration settings = configurations.getConfiguration("org.bailey.optionkey", "?");
        var properties = settings.getProperties();
        List<String> issuers = new ArrayList<>(Arrays.asList((String[]) properties.get("issuers")));
        issuers.add(vendor.issuer().toString());
        properties.put("issuers", issuers.toArray(String[]::new));
        settings.update(properties);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String key = vendor.issue(
                        KnownFeature.MICROSOFT_INTEROP,
                        SerialFile.in(data()),
                        null,
                        today.minusDays(9),
                        today.minusDays(1))
                .toString();
        configurations
                .getFactoryConfiguration("org.bailey.optionkey.key", "expiring", "?")
                .update(new Hashtable<>(Map.of("key", key)));
    }

    private void grace(int days) throws IOException {
        Configuration settings = configurations.getConfiguration("org.bailey.optionkey", "?");
        var properties = settings.getProperties();
        properties.put("graceDays", days);
        settings.update(properties);
    }

    private FeatureState feature(String word) {
        return modules.features().stream()
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    /** {@return bundles of that section but its API, in the order of their names} */
    private List<Bundle> bundles(String word) {
        return new ArrayList<>(Arrays.stream(context.getBundles())
                .filter(each -> isOf(word, String.valueOf(each.getSymbolicName())))
                .toList());
    }

    private static boolean isOf(String word, String name) {
        return name.matches("org\\.bailey\\." + word + "\\.(provider|console|bridge)");
    }
}
