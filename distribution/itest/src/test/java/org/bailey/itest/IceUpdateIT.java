package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

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
import org.junit.Test;
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
