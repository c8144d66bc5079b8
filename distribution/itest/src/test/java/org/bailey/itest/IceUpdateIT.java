package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceParameters;
import org.bailey.ice.RemoteIce;
import org.bailey.media.Connectivity;
import org.bailey.media.LocalPorts;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaNeeds;
import org.bailey.media.MediaPorts;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.RemotePorts;
import org.bailey.media.Side;
import org.bailey.module.Modules;
import org.bailey.module.UpdateRecord;
import org.bailey.module.UpdateRecord.Outcome;
import org.bailey.versions.Failure;
import org.bailey.versions.NextVersion;
import org.junit.Test;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** What speaks ICE and TURN is updated in place, as the console does it, while two calls look for each other again and again. */
public class IceUpdateIT extends ApplianceIT {
    private static final int UPDATES = 5;
    private static final MediaNeeds ICE = new MediaNeeds(InetAddress.getLoopbackAddress(), IceDialect.STANDARD);
    private static final MediaNeeds WITH_TCP =
            new MediaNeeds(InetAddress.getLoopbackAddress(), IceDialect.STANDARD, true);

    @Inject
    private MediaPorts media;

    @Inject
    private Modules modules;

    @Override
    protected Option[] more() {
        return new Option[] {systemPackages("org.bailey.versions")};
    }

    @Test
    public void sessionsOutliveTheCode() throws Exception {
        await("both are there", () -> media.helpers().values().stream().allMatch(MediaPorts.PathStatus::present));
        Granted left = granted(media.allocate("left", 0, "audio", Map.of(Side.CALLEE, ICE)));
        Granted right = granted(media.allocate("right", 0, "audio", Map.of(Side.CALLER, ICE)));
        introduce(
                "near",
                overTcp(granted(media.allocate("near", 0, "audio", Map.of(Side.CALLEE, WITH_TCP)))
                        .callee()),
                "far",
                overTcp(granted(media.allocate("far", 0, "audio", Map.of(Side.CALLER, WITH_TCP)))
                        .caller()));
        await("two have connections", () -> connected("near") && connected("far"));
        List<Connectivity.Way> connections = media.connectivity("near").get(0).ways();
        assertTrue(connections.toString(), connections.get(0).local().contains(" TCP, "));
        List<WeakReference<ClassLoader>> gone = new ArrayList<>();
        try {
            for (int i = 0; i < UPDATES; i++) {
                introduce("left", left.callee(), "right", right.caller());
                for (String name : List.of("org.bailey.ice.provider", "org.bailey.turn.provider")) {
                    Bundle bundle = bundle(name);
                    gone.add(
                            new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
                    try (InputStream jar = Files.newInputStream(jar(name))) {
                        bundle.update(jar);
                    }
                }
                await("they found each other in spite of update " + i, () -> connected("left") && connected("right"));
                left = granted(media.restart("left", 0, Side.CALLEE));
                right = granted(media.restart("right", 0, Side.CALLER));
            }
            await("the old code is gone, though both calls are up", () -> {
                System.gc();
                return gone.stream().noneMatch(loader -> loader.get() != null);
            });
            assertEquals(connections, media.connectivity("near").get(0).ways());
            assertTrue(connected("near") && connected("far"));
            assertTrue(media.helpers().values().stream().allMatch(helper -> helper.absences() == UPDATES));
        } finally {
            List.of("left", "right", "near", "far").forEach(media::release);
            await("the ports are closed", () -> media.pool().inUse() == 0);
        }
        assertEquals(0, media.calls().size());
    }

    /** Packets and timers that come while the broken one serves are not lost: the one before finds them. */
    @Test
    public void aVersionThatCannotTakeSessionsOverOrThrowsOnTheTenthPacketIsPutBackAndSessionsGoOn() throws Exception {
        await("both are there", () -> media.helpers().values().stream().allMatch(MediaPorts.PathStatus::present));
        Granted left = granted(media.allocate("left", 0, "audio", Map.of(Side.CALLEE, ICE)));
        Granted right = granted(media.allocate("right", 0, "audio", Map.of(Side.CALLER, ICE)));
        try {
            introduce("left", left.callee(), "right", right.caller());
            await("they found each other", () -> connected("left") && connected("right"));
            for (Failure how : List.of(Failure.ADOPTION, Failure.TENTH_PACKET)) {
                int history = modules.history().size();
                NextVersion broken =
                        NextVersion.of(jar("org.bailey.ice.provider"), 1).failing(how);
                String plan = modules.plan("ice.jar", new ByteArrayInputStream(broken.unsigned()))
                        .id();
                modules.apply(plan, "a test", false);
                left = granted(media.restart("left", 0, Side.CALLEE));
                right = granted(media.restart("right", 0, Side.CALLER));
                introduce("left", left.callee(), "right", right.caller());
                await("it is history", () -> modules.history().size() > history);
                UpdateRecord back = modules.history().get(0);
                assertEquals(back.toString(), Outcome.PUT_BACK, back.outcome());
                assertTrue(back.reason(), back.reason().contains("versions.failure."));
                await("they found each other again", () -> connected("left") && connected("right"));
                await("it is over", () -> modules.current().isEmpty());
            }
        } finally {
            List.of("left", "right").forEach(media::release);
            await("the ports are closed", () -> media.pool().inUse() == 0);
        }
    }

    private static Granted granted(CompletionStage<MediaPorts.Allocation> asked) throws Exception {
        return (Granted) asked.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static LocalPorts overTcp(LocalPorts ports) {
        IceParameters all = ports.ice();
        var some = all.candidates().stream()
                .filter(candidate -> candidate.transport() != Candidate.Transport.UDP)
                .toList();
        var said = new IceParameters(all.ufrag(), all.password(), some);
        return new LocalPorts(ports.address(), ports.rtp(), ports.rtcp(), ports.secret(), said);
    }

    private void introduce(String caller, LocalPorts callee, String next, LocalPorts ofNext) {
        media.apply(caller, List.of(new MediaLinePlan(0, "audio", flow(ofNext, true), flow(null, false))));
        media.apply(next, List.of(new MediaLinePlan(0, "audio", flow(null, false), flow(callee, false))));
    }

    private static MediaFlow flow(LocalPorts peer, boolean controlling) {
        RemotePorts to = peer == null
                ? null
                : new RemotePorts(
                        new InetSocketAddress(peer.address(), peer.rtp()),
                        new InetSocketAddress(peer.address(), peer.rtcp()),
                        new RemoteIce(IceDialect.STANDARD, controlling, peer.ice()));
        return new MediaFlow(to, true, Map.of(0, 0));
    }

    private boolean connected(String call) {
        return media.connectivity(call).stream().allMatch(view -> view.state() == Connectivity.State.CONNECTED);
    }
}
