package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;
import static org.junit.Assume.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.bailey.call.CallMachine;
import org.bailey.dialplan.DialPlan;
import org.bailey.lab.phone.CallEnd;
import org.bailey.lab.phone.LabCall;
import org.bailey.lab.phone.MicrosoftClient;
import org.bailey.optionkey.FeatureUse;
import org.bailey.optionkey.OptionKeys;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/**
 * The guard of the whole design: with a call up and audio flowing a provider is replaced, in place and side by side, and
 * the call goes on as if nothing had happened: no packet lost, no re-INVITE, hold, resume and BYE as ever.
 */
public class ReplacementIT extends CallsIT {
    @Test
    public void theB2buaIsReplaced() throws Exception {
        replaced("org.bailey.b2bua.provider", CallMachine.class);
    }

    @Test
    public void theDialPlanIsReplaced() throws Exception {
        replaced("org.bailey.dialplan.provider", DialPlan.class);
    }

    @Test
    public void theConsoleIsReplaced() throws Exception {
        replaced("org.bailey.console.provider", null);
    }

    @Test
    public void theRelayIsReplaced() throws Exception {
        replaced("org.bailey.media.relay", null);
    }

    /** Nothing that needs a key notices: not one of its services goes for a moment, and the licences in use are the live calls. */
    @Test
    public void whoeverJudgesKeysIsReplaced() throws Exception {
        List<String> gone = new CopyOnWriteArrayList<>();
        ServiceListener watch = event -> {
            if (event.getType() == ServiceEvent.UNREGISTERING) {
                gone.add(event.getServiceReference().toString());
            }
        };
        context.addServiceListener(
                watch,
                "(|(objectClass=org.bailey.optionkey.OptionKey)(objectClass=org.bailey.ice.*)(objectClass=org.bailey.turn.*))");
        try {
            replaced("org.bailey.optionkey.provider", OptionKeys.class);
        } finally {
            context.removeServiceListener(watch);
        }
        assertEquals(List.of(), gone);
        OptionKeys keys = context.getService(context.getServiceReference(OptionKeys.class));
        await(
                "no licence is in use",
                () -> keys.features().stream().allMatch(use -> use.calls().isEmpty()));
    }

    /** Packets are rewritten by another build of the code from one to the next; nobody who sees the pictures could tell. */
    @Test
    public void thePicturesGoOnWhileSvcIsReplaced() throws Exception {
        assumeTrue("ffmpeg is not installed", Film.possible());
        Film client = Film.named("layered-large.h264", 0, 32);
        Film huddle = Film.named("sample.h264", 0, 15);
        try (MicrosoftClient bob = layered("bob")) {
            LabCall call = bob.call(ROOM).awaitConnected(SOON).awaitVideo(15, SOON);
            LabCall far = room.awaitIncoming(SOON).awaitVideo(15, SOON);
            nobodyAsks(call, far);
            int seen = (int) call.video().frames();
            int farSeen = (int) far.video().frames();
            long asked = requests(call) + requests(far);
            for (String name : List.of("org.bailey.svc.provider", "org.bailey.svc.bridge", "org.bailey.media.relay")) {
                Bundle bundle = bundle(name);
                bundle.update(new ByteArrayInputStream(copy(bundle, "inplace")));
                picturesGoOn(call, far);
                Bundle beside = installedBeside(bundle);
                bundle.uninstall();
                picturesGoOn(call, far);
            }
            client.assertSeen(far.video().annexB(), farSeen);
            huddle.assertSeen(call.video().annexB(), seen);
            assertEquals("a key picture was asked for", asked, requests(call) + requests(far));
            assertEquals("pictures a client cannot show", 0, call.videoLine().misdescribed());
            assertNothingLost(call);
            assertNothingLost(far);
            call.bye();
            far.awaitEnded(SOON);
        }
    }

    /** At a place where no test has put one: the framework would give that one back. */
    private Bundle installedBeside(Bundle bundle) throws Exception {
        String place = "beside:" + bundle.getSymbolicName() + ":" + bundle.getLastModified();
        Bundle beside = context.installBundle(place, new ByteArrayInputStream(copy(bundle, "beside")));
        beside.start();
        return beside;
    }

    private static void picturesGoOn(LabCall call, LabCall far) {
        call.awaitVideo((int) call.video().frames() + 10, SOON);
        far.awaitVideo((int) far.video().frames() + 10, SOON);
    }

    /** Waits until the key pictures that are asked for when pictures begin have come. */
    private static void nobodyAsks(LabCall call, LabCall far) {
        for (int tries = 0; tries < 10; tries++) {
            long before = requests(call) + requests(far);
            call.awaitVideo((int) call.video().frames() + 45, SOON);
            if (requests(call) + requests(far) == before) {
                return;
            }
        }
        fail("key pictures are asked for again and again: " + call.videoStats() + "; " + far.videoStats());
    }

    private static long requests(LabCall call) {
        return call.videoStats().keyFrameRequests();
    }

    @After
    public void hangUp() {
        hangUpAll();
    }

    private void replaced(String name, Class<?> service) throws Exception {
        LabCall call = connected();
        LabCall far = room.awaitIncoming(SOON);
        String live = calls.live().get(0).id();
        await("the call to be acknowledged", () -> room.journal().count(entry -> entry.received("ACK")) > 0);
        int signalled = room.journal().entries().size();

        Bundle bundle = bundle(name);
        String before = bundle.getVersion().toString();
        bundle.update(new ByteArrayInputStream(copy(bundle, "inplace")));
        assertTrue(
                bundle.getVersion() + " after " + before,
                bundle.getVersion().toString().endsWith("inplace"));
        goesOn(call, far, service, bundle);
        answered("/api/v1/status", "/api/v1/calls", "/system/console/bundles");

        Bundle beside = installedBeside(bundle);
        bundle.uninstall();
        goesOn(call, far, service, beside);
        answered("/api/v1/status", "/api/v1/calls", "/system/console/bundles");
        assertEquals(
                "no signalling by the replacement itself",
                signalled,
                room.journal().entries().size());

        call.hold();
        far.awaitHeldByPeer(true, SOON);
        call.resume();
        far.awaitHeldByPeer(false, SOON).awaitTone(440, SOON);
        call.awaitTone(880, SOON);
        assertEquals(live, calls.live().get(0).id());
        LabCall second = room.call(ALICE).awaitConnected(SOON).awaitTone(440, SOON);
        second.bye();
        far.bye();
        assertEquals(CallEnd.How.BYE_RECEIVED, call.awaitEnded(SOON).how());
    }

    /** The new provider serves, and the sound has no hole. */
    private void goesOn(LabCall call, LabCall far, Class<?> service, Bundle provider) {
        if (service != null) {
            await("the new provider serves", () -> servedBy(service) == provider);
        }
        goesOn(call, far);
        assertEquals(1, licencesInUse());
    }

    private int licencesInUse() {
        return context.getService(context.getServiceReference(OptionKeys.class)).features().stream()
                .filter(FeatureUse::counted)
                .mapToInt(use -> use.calls().size())
                .sum();
    }

    /** The console and the REST interface are behind the sign-in: whoever has not asks in vain, but is answered. */
    private void answered(String... paths) {
        for (String path : paths) {
            await(path + " is answered, not with " + status(path), () -> status(path) == 401);
        }
    }

    private int status(String path) {
        try {
            return Https.get(httpsPort(), path).statusCode();
        } catch (IOException | InterruptedException notNow) {
            return -1;
        }
    }

    private Bundle servedBy(Class<?> service) {
        ServiceReference<?> reference = context.getServiceReference(service.getName());
        return reference == null ? null : reference.getBundle();
    }

    /** {@return the bundle's file with another qualifier in its version, as the next build would have} */
    private byte[] copy(Bundle bundle, String qualifier) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = Files.newInputStream(jar(bundle.getSymbolicName()));
                JarInputStream jar = new JarInputStream(in)) {
            Manifest manifest = jar.getManifest();
            String version = manifest.getMainAttributes().getValue("Bundle-Version");
            manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version + qualifier);
            try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
                for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    jar.transferTo(out);
                    out.closeEntry();
                }
            }
        }
        return bytes.toByteArray();
    }
}
