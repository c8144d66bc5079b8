package org.bailey.lab.provider;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.bailey.lab.phone.Phone;
import org.bailey.lab.wire.Hop;
import org.bailey.lab.wire.Loop;
import org.bailey.tls.PrivateAuthority;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
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
    private static final Duration GATEWAY_UP = Duration.ofSeconds(90);
    private static final String IDENTITY = "fe.lab.bailey.test";

    private final PrivateAuthority authority;
    private Thread thread;

    @Activate
    public Demo(LabConfig config, @Reference PrivateAuthority authority) {
        this.authority = authority;
        this.thread = begin(LabSettings.from(config));
    }

    /** The lab holds nobody's calls but its own: it simply begins anew. A bad setting leaves it as it is. */
    @Modified
    void reconfigure(LabConfig config) {
        LabSettings settings;
        try {
            settings = LabSettings.from(config);
        } catch (IllegalArgumentException refused) {
            log.warn("org.bailey.lab: {}; the lab goes on as it was", refused.getMessage());
            return;
        }
        stop();
        thread = begin(settings);
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
                    && gatewayIsUp(settings.gatewayStandard())) {
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
