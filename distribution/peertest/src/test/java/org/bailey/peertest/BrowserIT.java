package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bailey.lab.phone.LabCall;
import org.bailey.lab.phone.MicrosoftClient;
import org.bailey.optionkey.wire.KnownFeature;
import org.bailey.versions.NextVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** An administrator in a browser: a key opens a feature, and a module is replaced while people talk. */
@ResourceLock(Stage.SOUND)
class BrowserIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String MODULE = "org.bailey.b2bua.provider";

    private static final String TURN_PAGE = "[...document.querySelectorAll('a')].some(one => one.innerText === 'TURN')";

    /** Pictures of what was seen; {@code -Dpictures=docs/images} renews those of the documentation. */
    private static final Path PICTURES =
            Stage.project(System.getProperty("pictures", "distribution/peertest/target/pictures"));

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void aKeyIsAddedAndAModuleReplacedUnderACall() throws Exception {
        int roomPort = Ports.block(2);
        int frontEnd = Ports.next();
        Gateway.Plan plan = Gateway.plan(stage).rooms(Transport.TLS, roomPort + 1);
        Pki.Identity vendor = plan.pki().identity("vendor.test");
        String signer = Base64.getEncoder().encodeToString(vendor.own().getEncoded());
        plan.configuration()
                .locked(KnownFeature.TURN_CLIENT)
                .set("org.bailey.module", Map.of("watchSeconds", 8, "signers", List.of(signer)))
                .set("org.bailey.dialplan.zone~rooms", Map.of("mediaEncryption", "OFF", "tlsVerify", false))
                .microsoft(Transport.TLS, "127.0.0.1", frontEnd)
                .trust(MicrosoftSide.FRONT_END);
        MicrosoftSide microsoft = stage.add(new MicrosoftSide(frontEnd, plan.pki(), plan.microsoft()));
        Gateway gateway = plan.start();
        Chromium browser = Chromium.start(stage);
        signIn(browser, gateway.appliance());
        addKey(browser, gateway.appliance());

        MicrosoftClient alice = microsoft.client(stage, "alice", 880);
        Baresip.Setup setup = Baresip.named("room")
                .at(roomPort)
                .over(Transport.TLS)
                .as(gateway.pki().identity("room.test", "127.0.0.1"))
                .behind(gateway);
        try (Baresip room = setup.start(stage)) {
            room.dial("sip:alice@lync.test");
            LabCall call = alice.awaitIncoming(SOON).awaitConnected(SOON);
            room.awaitEstablished();
            call.awaitTone(440, SOON);
            update(browser, gateway.appliance(), vendor);
            room.awaitTone(880);
            call.awaitTone(440, SOON);
            room.hangup();
            call.awaitEnded(SOON);
        }
        // a browser that goes on to another page leaves what it was getting
        gateway.assertNothingLeft("Exception while processing request to /system/console");
    }

    private static void signIn(Chromium browser, Appliance appliance) {
        browser.open(appliance.console() + "/system/console/overview");
        browser.awaitWords("Sign in");
        browser.type("input[name=user]", "admin");
        browser.type("input[name=password]", appliance.password());
        browser.clickButton("Sign in");
        browser.await("location.pathname.startsWith('/system/console') && document.readyState === 'complete'");
    }

    private static void addKey(Chromium browser, Appliance appliance) throws Exception {
        browser.open(appliance.console() + "/system/console/modules");
        browser.awaitWords("Needs a key");
        browser.await("!" + TURN_PAGE);
        browser.open(appliance.console() + "/system/console/optionkeys");
        browser.awaitWords("No key");
        browser.type("textarea[name=key]", appliance.key(KnownFeature.TURN_CLIENT));
        browser.picture("#form", PICTURES.resolve("optionkey-add.png"));
        browser.clickButton("Add");
        browser.awaitWords("turn-client is added");
        browser.picture("#said", PICTURES.resolve("optionkey-added.png"));
        browser.open(appliance.console() + "/system/console/modules");
        browser.await("[...document.querySelectorAll('.feature')].some(one => one.innerText.includes('TURN')"
                + " && one.innerText.includes('Serves'))");
        // the list of pages is made when a page is
        browser.open(appliance.console() + "/system/console/modules");
        browser.await(TURN_PAGE);
    }

    private void update(Chromium browser, Appliance appliance, Pki.Identity vendor) throws Exception {
        NextVersion next =
                NextVersion.of(NextVersion.live(Appliance.repository()).get(MODULE), 1);
        Path file = Files.write(
                stage.folder("vendor").resolve(MODULE + "-" + next.version() + ".jar"),
                next.signed(vendor.signingKey(), vendor.own()));
        browser.open(appliance.console() + "/system/console/modules");
        browser.choose("#file", file);
        browser.clickButton("Look at it");
        browser.awaitWords("side by side, no gap");
        browser.awaitWords("No other bundle restarts.");
        assertTrue(browser.shown().contains("1 call"), browser::shown);
        browser.picture("body", PICTURES.resolve("update-plan.png"));
        browser.clickButton("Apply");
        browser.awaitWords("Watched");
        browser.picture("body", PICTURES.resolve("update-watched.png"));
        browser.await("[...document.querySelectorAll('#history tr')].some(one => one.innerText.includes('Done')"
                + " && one.innerText.includes('" + MODULE + "'))");
        assertTrue(browser.shown().contains(next.version()), browser::shown);
        browser.picture("#history", PICTURES.resolve("update-history.png"));
    }
}
