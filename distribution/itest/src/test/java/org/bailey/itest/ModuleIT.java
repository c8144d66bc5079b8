package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.bailey.lab.phone.CallEnd;
import org.bailey.lab.phone.LabCall;
import org.bailey.module.Modules;
import org.bailey.module.UpdateRecord;
import org.bailey.module.UpdateRecord.Outcome;
import org.bailey.versions.Failure;
import org.bailey.versions.NextVersion;
import org.junit.After;
import org.junit.Test;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** Modules are replaced by REST and by the Felix console while people talk; what is broken is put back. */
public class ModuleIT extends CallsIT {
    private static final String B2BUA = "org.bailey.b2bua.provider";
    private static final String RELAY = "org.bailey.media.relay";
    private static final String PASSWORD = "modules, modules, modules";
    private static KeyStore signer;
    private static boolean known;

    @Inject
    private Modules modules;

    @Override
    protected Option[] more() {
        return Stream.concat(
                        Stream.of(super.more()),
                        Stream.of(
                                systemPackages("org.bailey.versions"),
                                frameworkProperty("bailey.signatures").value("REQUIRED")))
                .toArray(Option[]::new);
    }

    @Override
    protected String settings(String more) {
        try {
            if (signer == null) {
                signer = authority.issue("modules.vendor.test", List.of("localhost"));
            }
            String pem = Base64.getEncoder().encodeToString(signer.getCertificateChain("identity")[0].getEncoded());
            return super.settings(
                    more + ", \"org.bailey.module\": {\"watchSeconds\": 2, \"signers\": [\"" + pem + "\"]}");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a test that failed left must not fail the next one. */
    @After
    public void hangUp() {
        calls.live().forEach(call -> calls.hangUp(call.id(), "the test"));
    }

    @Test
    public void modulesAreReplacedUnderACallAndNothingIsLost() throws Exception {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
        int signalled = room.journal().entries().size();
        for (String name : List.of(B2BUA, RELAY, "org.bailey.dialplan.provider", "org.bailey.media.console")) {
            NextVersion next = next(name, 1);
            String plan = plan(name + ".jar", signed(next));
            assertTrue(plan, plan.contains("\"possible\":true"));
            assertTrue(plan, plan.contains("No other bundle restarts."));
            assertTrue(plan, plan.contains("\"SIDE_BY_SIDE\""));
            UpdateRecord done = applied(plan);
            assertEquals(done.toString(), Outcome.DONE, done.outcome());
            assertTrue(done.who(), done.who().startsWith("admin"));
            assertEquals(next.version(), bundle(name).getVersion().toString());
            assertEquals(1, bundles(name).size());
            goesOn(call, far);
        }
        assertEquals("no signalling by it", signalled, room.journal().entries().size());
        assertTrue(https("GET", "/api/v1/modules", "").body().contains("\"SERVING\""));
        ends(call, far);
    }

    @Test
    public void oneThatCannotBeActivatedNeverServes() throws Exception {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
        String reason = putBack(next(B2BUA, 7).failing(Failure.ACTIVATION), () -> {});
        assertTrue(reason, reason.contains("no way to begin"));
        ends(call, far);
    }

    @Test
    public void oneThatCannotAdoptCallsIsPutBackAndTheirEventsWait() throws Exception {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
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
    public void oneThatThrowsOnTheTenthPacketIsPutBackAndNoPacketIsLost() throws Exception {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
        String reason = putBack(next(RELAY, 9).failing(Failure.TENTH_PACKET), () -> {});
        assertTrue(reason, reason.contains("tenth packet"));
        assertTrue(
                reason,
                reason.contains("a packet of call " + calls.live().get(0).id()));
        goesOn(call, far);
        ends(call, far);
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
        assertEquals(next.version(), bundle(B2BUA).getVersion().toString());
        goesOn(call, far);
        ends(call, far);
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
        String off = https("DELETE", "/api/v1/drain", "").body();
        assertTrue(off, off.contains("\"on\":false"));
        LabCall second = room.call(ALICE).awaitConnected(SOON);
        second.bye();
        ends(call, far);
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

    private String putBack(NextVersion broken, Runnable meanwhile) throws Exception {
        String name = broken.name();
        String before = bundle(name).getVersion().toString();
        int history = modules.history().size();
        String plan = plan("broken.jar", signed(broken));
        assertTrue(plan, plan.contains("\"possible\":true"));
        assertEquals(202, apply(plan).statusCode());
        await(
                "it serves, or is history",
                () -> modules.history().size() > history
                        || modules.current().stream().anyMatch(each -> each.outcome() == Outcome.WATCHED));
        meanwhile.run();
        UpdateRecord done = awaitHistory(history + 1);
        assertEquals(done.toString(), Outcome.PUT_BACK, done.outcome());
        assertEquals(before, bundle(name).getVersion().toString());
        assertEquals(1, bundles(name).size());
        assertEquals(1, calls.live().size());
        return done.reason();
    }

    /** The sound has no hole. */
    private void goesOn(LabCall call, LabCall far) {
        long heard = call.audioStats().received() + 50;
        await("a second of sound", () -> call.audioStats().received() >= heard);
        call.awaitTone(880, SOON);
        far.awaitTone(440, SOON);
        assertNothingLost(call);
        assertNothingLost(far);
        assertEquals(1, calls.live().size());
    }

    private void ends(LabCall call, LabCall far) {
        hears(call, 880);
        hears(far, 440);
        far.bye();
        assertEquals(CallEnd.How.BYE_RECEIVED, call.awaitEnded(SOON).how());
    }

    private UpdateRecord applied(String plan) throws Exception {
        int history = modules.history().size();
        HttpResponse<String> answer = apply(plan);
        assertEquals(answer.body(), 202, answer.statusCode());
        return awaitHistory(history + 1);
    }

    private UpdateRecord awaitHistory(int size) {
        await(
                "the history has " + size,
                java.time.Duration.ofSeconds(40),
                () -> modules.history().size() >= size);
        assertFalse(modules.history().isEmpty());
        return modules.history().get(0);
    }

    private String plan(String name, byte[] file) throws Exception {
        HttpResponse<String> answer = Https.send(
                httpsPort(), "POST", "/api/v1/modules/plan?name=" + name, user(), "application/octet-stream", file);
        assertEquals(answer.body(), 200, answer.statusCode());
        return answer.body();
    }

    private HttpResponse<String> apply(String plan) throws Exception {
        Matcher id = Pattern.compile("\"id\":\"([0-9a-f]+)\"").matcher(plan);
        assertTrue(plan, id.find());
        return https("POST", "/api/v1/modules/apply", "{\"plan\": \"" + id.group(1) + "\"}");
    }

    private HttpResponse<String> https(String method, String path, String body) throws Exception {
        return Https.send(httpsPort(), method, path, user(), "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return an administrator whose password is known; the one made at the first start is shown on the terminal only} */
    private String user() throws ReflectiveOperationException {
        Object signIn = context.getService(context.getServiceReference("org.bailey.console.provider.SignIn"));
        Method gate = signIn.getClass().getDeclaredMethod("gate");
        gate.setAccessible(true);
        Object users = gate.invoke(signIn);
        for (Method each : users.getClass().getDeclaredMethods()) {
            if (each.getName().equals("putUser") && !known) {
                each.setAccessible(true);
                each.invoke(users, "admin", each.getParameterTypes()[1].getEnumConstants()[1], PASSWORD);
                known = true;
            }
        }
        return "admin:" + PASSWORD;
    }

    /** What the console's button "Install or Update" sends. */
    private void install(byte[] jar) throws Exception {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (String field :
                List.of("action\"\r\n\r\ninstall", "bundlestart\"\r\n\r\nstart", "bundlestartlevel\"\r\n\r\n60")) {
            form.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"" + field + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        form.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"bundlefile\"; filename=\"b.jar\"\r\n"
                        + "Content-Type: application/java-archive\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(jar);
        form.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = Https.send(
                httpsPort(),
                "POST",
                "/system/console/bundles",
                user(),
                "multipart/form-data; boundary=b",
                form.toByteArray());
        assertTrue(answer.statusCode() + " " + answer.body(), answer.statusCode() < 400);
    }

    /** {@return the next build of what runs} */
    private NextVersion next(String name, int micros) throws Exception {
        Bundle bundle = bundle(name);
        String location = bundle.getLocation();
        int beside = location.indexOf('#');
        String file = location.substring(location.indexOf("file:"), beside < 0 ? location.length() : beside);
        Version now = bundle.getVersion();
        return NextVersion.of(Path.of(URI.create(file)), 0)
                .version(now.getMajor() + "." + now.getMinor() + "." + (now.getMicro() + micros));
    }

    private static byte[] signed(NextVersion next) throws Exception {
        return signed(next, signer);
    }

    private static byte[] signed(NextVersion next, KeyStore by) throws Exception {
        return next.signed((PrivateKey) by.getKey("identity", new char[0]), (X509Certificate)
                by.getCertificateChain("identity")[0]);
    }

    private Bundle bundle(String name) {
        return bundles(name).get(0);
    }

    private List<Bundle> bundles(String name) {
        return Arrays.stream(context.getBundles())
                .filter(each -> name.equals(each.getSymbolicName()))
                .toList();
    }
}
