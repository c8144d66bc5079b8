package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailey.lab.phone.LabCall;
import org.bailey.lab.phone.MicrosoftClient;
import org.bailey.optionkey.wire.KnownFeature;
import org.bailey.versions.NextVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * An administrator in a browser: a key opens a feature, the pages tell of a call that is up, and a module is replaced while
 * people talk. The room speaks ICE without keys, so its media is at this machine's own address; the Microsoft leg is encrypted.
 */
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
        Coturn edge = Coturn.start(stage);
        plan.configuration()
                .locked(KnownFeature.TURN_CLIENT)
                .set("org.bailey.module", Map.of("watchSeconds", 8, "signers", List.of(signer)))
                .set(
                        "org.bailey.dialplan.zone~rooms",
                        Map.of("mediaEncryption", "OFF", "tlsVerify", false, "ice", true))
                .set("org.bailey.media", Map.of("bindAddress", Sockets.ownAddress()))
                .set("org.bailey.turn.server~edge", server(edge, Coturn.PASSWORD))
                .set("org.bailey.turn.server~mistyped", server(edge, "another-password"))
                .microsoft(Transport.TLS, "127.0.0.1", frontEnd)
                .set("org.bailey.b2bua", Map.of("monitor", false))
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
                .at(Sockets.ownAddress())
                .as(gateway.pki().identity("room.test", "127.0.0.1"))
                .behind(gateway)
                .with(";medianat=ice");
        try (Baresip room = setup.start(stage)) {
            room.dial("sip:alice@lync.test");
            LabCall call = alice.awaitIncoming(SOON).awaitConnected(SOON);
            room.awaitEstablished();
            call.awaitTone(440, SOON);
            theMediaPageShowsTheStreams(browser, gateway.appliance());
            theCallsPageShowsTheCall(browser);
            theTurnPageShowsTheServers(browser, gateway.appliance());
            update(browser, gateway.appliance(), vendor);
            room.awaitTone(880);
            call.awaitTone(440, SOON);
            room.hangup();
            call.awaitEnded(SOON);
        }
        // a browser that goes on to another page leaves what it was getting
        gateway.assertNothingLeft("Exception while processing request to /system/console", "TURN server mistyped");
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

    private static Map<String, Object> server(Coturn coturn, String password) {
        return Map.of("address", "127.0.0.1", "port", coturn.port(), "username", Coturn.USER, "password", password);
    }

    /** A row for each direction: how it is protected, by which way it comes, how fast, and how much of it was lost. */
    private static void theMediaPageShowsTheStreams(Chromium browser, Appliance appliance) {
        browser.open(appliance.console() + "/system/console/media");
        browser.awaitWords("4 of 60 ports in use");
        browser.awaitWords("2 in 1 call");
        browser.await(row("audio from the caller", "Flows", "not encrypted", "direct"));
        browser.await(row("audio from the called side", "Flows", "AES-128, 80-bit tag", "without ICE"));
        // a second look tells the rate
        browser.await("[...document.querySelectorAll('#streams tbody tr')].every(row => +row.cells[5].innerText > 10)");
        browser.picture("body", PICTURES.resolve("media.png"));
        browser.picture("#streams", PICTURES.resolve("media-streams.png"));
    }

    /** The way from there to the call: a card for each direction, with the chosen pair and what was tried. */
    private static void theCallsPageShowsTheCall(Chromium browser) {
        browser.click("#streams a");
        browser.await("location.pathname.endsWith('/calls')");
        browser.awaitWords("Established");
        String own = Sockets.ownAddress().replace(".", "\\.");
        browser.await(card("audio 0, caller", "Flows", "not encrypted", "Connected", "RTP direct", "RTCP direct"));
        browser.await("/from " + own + ":\\d+ to " + own + ":\\d+/.test(" + cardOf("audio 0, caller") + ".innerText)");
        browser.await(card("audio 0, called side", "Flows", "AES-128, 80-bit tag", "Without ICE"));
        browser.await(card("Caller", "standard", "not encrypted"));
        browser.await(card("Called", "Microsoft", "encrypted", "AES-128, 80-bit tag"));
        browser.await("/packets\\s+[\\d ,.]+, \\d+ a second/.test(" + cardOf("audio 0, caller") + ".innerText)");
        browser.click("#one details summary");
        browser.await(card("audio 0, caller", "Works", "RTP, in use", "RTCP, in use"));
        browser.picture("body", PICTURES.resolve("call.png"));
        browser.picture("details", PICTURES.resolve("call-pairs.png"));
    }

    /** Each server was asked for an address, and said what it says to calls. */
    private static void theTurnPageShowsTheServers(Chromium browser, Appliance appliance) {
        browser.open(appliance.console() + "/system/console/turn");
        browser.awaitWords("TURN services are not offered");
        browser.await(row("edge", "Not asked yet"));
        browser.clickButton("Probe now");
        browser.await(row("edge", "Works", "gave us 127.0.0.1:", "Coturn", " ms"));
        browser.await(row("mistyped", "Refuses us", "refused our user name or password (401)"));
        browser.picture("body", PICTURES.resolve("turn.png"));
    }

    /** A row of a table that begins with, or has, the first words, and has all the others. */
    private static String row(String... words) {
        return "[...document.querySelectorAll('tbody tr')].some(one => " + has(words) + ")";
    }

    private static String cardOf(String title) {
        return "[...document.querySelectorAll('#one .card')].find(one => one.textContent.trim().startsWith('" + title
                + "'))";
    }

    private static String card(String title, String... words) {
        return "(one => one && " + has(words) + ")(" + cardOf(title) + ")";
    }

    private static String has(String... words) {
        return Stream.of(words)
                .map(word -> "one.innerText.includes('" + word + "')")
                .collect(Collectors.joining(" && "));
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
