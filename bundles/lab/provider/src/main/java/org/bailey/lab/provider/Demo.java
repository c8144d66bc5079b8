package org.bailey.lab.provider;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.bailey.dialplan.DialPlan;
import org.bailey.dialplan.DialPlan.ZoneStatus;
import org.bailey.lab.phone.Phone;
import org.bailey.lab.wire.Hop;
import org.bailey.lab.wire.Loop;
import org.bailey.system.StoredSettings;
import org.bailey.tls.PrivateAuthority;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings both sides up as soon as the lab's feature is installed, and lets them call each other across the gateway. */
@Component(
        immediate = true,
        service = {},
        configurationPid = "org.bailey.lab")
@Designate(ocd = LabConfig.class)
public final class Demo {
    private static final Logger log = LoggerFactory.getLogger("org.bailey.lab");
    private static final StoredSettings<LabConfig, LabSettings> STORED =
            new StoredSettings<>("org.bailey.lab", LabConfig.class, LabSettings::from);
    private static final Duration GATEWAY_UP = Duration.ofSeconds(90);
    private static final Duration ZONES_ALIVE = Duration.ofSeconds(45);
    private static final String IDENTITY = "fe.lab.bailey.test";

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable DialPlan dialPlan;

    private final PrivateAuthority authority;
    private LabSettings settings;
    private Thread thread;

    @Activate
    public Demo(LabConfig config, @Reference PrivateAuthority authority) {
        this.authority = authority;
        this.settings = STORED.begin(config);
        this.thread = begin(settings);
    }

    /** The lab holds nobody's calls but its own: it simply begins anew. A bad setting leaves it as it is. */
    @Modified
    void reconfigure(LabConfig config) {
        LabSettings wanted = STORED.change(settings, config);
        if (!wanted.equals(settings)) {
            settings = wanted;
            stop();
            thread = begin(settings);
        }
    }

    @Deactivate
    void stop() {
        thread.interrupt();
        try {
            thread.join(15_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread begin(LabSettings settings) {
        Thread begun = Loop.thread(() -> run(settings));
        begun.start();
        return begun;
    }

    private void run(LabSettings settings) {
        try (LabSite site = LabSite.open(
                settings,
                LabIdentity.context(
                        authority.issue(
                                IDENTITY, List.of(IDENTITY, settings.frontEnd().host())),
                        new char[0]))) {
            log.info(
                    "the lab is up: {} behind the Front End at {}, {} at {}",
                    site.client().uri(),
                    site.frontEnd().listening().get(0),
                    site.room().uri(),
                    site.room().listening().get(0));
            if (settings.demo()
                    && gatewayIsUp(settings.gatewayMicrosoft())
                    && gatewayIsUp(settings.gatewayStandard())
                    && zonesAreAlive(settings.room().host())) {
                demonstrate(settings, site);
            }
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
            }
        } catch (IOException | GeneralSecurityException unusable) {
            log.error(
                    "the lab cannot come up: {}; see org.bailey.lab for its addresses and ports",
                    unusable.getMessage());
        }
    }

    private static void demonstrate(LabSettings settings, LabSite site) {
        int number = 0;
        do {
            play(settings, ++number, site.client(), site.room());
            pause(settings.pause());
            play(settings, ++number, site.room(), site.client());
            pause(settings.pause());
        } while (settings.repeat() && !Thread.currentThread().isInterrupted());
    }

    private static void play(LabSettings settings, int number, Phone caller, Phone callee) {
        if (!Thread.currentThread().isInterrupted()) {
            new DemoCall("call " + number, caller, callee, settings.callTime(), settings.video()).run();
        }
    }

    private static void pause(Duration length) {
        long until = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < until && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Math.min(200_000_000L, Math.max(1, until - System.nanoTime())));
        }
    }

    /** A gateway that looked for us before we were there looks again only after its pause. */
    private boolean zonesAreAlive(String room) {
        long until = System.nanoTime() + ZONES_ALIVE.toNanos();
        while (!Thread.currentThread().isInterrupted()) {
            DialPlan now = dialPlan;
            if (now != null && alive(now.zones(), room)) {
                return true;
            }
            if (System.nanoTime() > until) {
                log.warn(
                        "the gateway's zones to the lab are not alive after {} s, calls are tried all the same;"
                                + " see org.bailey.b2bua and org.bailey.dialplan.zone",
                        ZONES_ALIVE.toSeconds());
                return true;
            }
            LockSupport.parkNanos(100_000_000L);
        }
        return false;
    }

    /** {@return whether both our Front End and {@code room} have answered the gateway} */
    static boolean alive(List<ZoneStatus> zones, String room) {
        return zones.stream().anyMatch(zone -> zone.automatic() && zone.alive())
                && zones.stream()
                        .anyMatch(zone -> zone.alive()
                                && zone.peers().stream()
                                        .anyMatch(peer -> peer.address().startsWith(room)));
    }

    private static boolean gatewayIsUp(Hop gateway) {
        long until = System.nanoTime() + GATEWAY_UP.toNanos();
        while (System.nanoTime() < until && !Thread.currentThread().isInterrupted()) {
            try (Socket probe = new Socket()) {
                probe.connect(gateway.address(), 1_000);
                return true;
            } catch (IOException notYet) {
                LockSupport.parkNanos(200_000_000L);
            }
        }
        if (!Thread.currentThread().isInterrupted()) {
            log.warn("the gateway does not listen on {}: no demonstration; see org.bailey.sip.listener", gateway);
        }
        return false;
    }
}
