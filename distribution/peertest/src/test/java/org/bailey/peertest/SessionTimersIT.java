package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Session timers (RFC 4028) with sipp on both sides, with the least interval there is: 90 s. */
@Order(1)
class SessionTimersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    /** Two thirds of the interval, after which a peer that promised to refresh is late. */
    private static final Duration LATE = Duration.ofSeconds(95);

    private static final List<String> ZONES = List.of("refreshed", "forgetful", "unrefreshed", "quick");

    @RegisterExtension
    static final House house = new House();

    @RegisterExtension
    final Stage stage = new Stage();

    private static Gateway gateway;
    private static int first;

    @BeforeAll
    static void start() {
        first = Ports.block(ZONES.size());
        Gateway.Plan plan = Gateway.plan(house);
        plan.configuration().set("org.bailey.b2bua", Map.of("sessionRefreshSeconds", 90, "minimumSessionSeconds", 90));
        for (String zone : ZONES) {
            plan.configuration()
                    .zone(zone, Transport.TCP, "standard-tcp", "127.0.0.1:" + port(zone))
                    .set("org.bailey.dialplan.zone~" + zone, Map.of("monitor", false))
                    .rule(".+@" + zone + "\\.test", zone);
        }
        gateway = plan.start();
    }

    private static int port(String zone) {
        return first + ZONES.indexOf(zone);
    }

    @AfterAll
    static void nothingIsLeft() {
        gateway.assertNothingLeft("both have peer 127.0.0.1");
    }

    /** Three calls at once, because each takes its time. */
    @Test
    void refreshesAreSentToBothSidesAndAPeerThatDoesNotRefreshOrForgotTheCallLosesIt() {
        Sipp refreshedFar = callee("answer-refreshed", "refreshed");
        Sipp forgetfulFar = callee("answer-forgetful", "forgetful");
        Sipp unrefreshedFar = callee("answer-unrefreshed", "unrefreshed");
        Sipp refreshed = caller("call-refreshed", "refreshed");
        Sipp forgetful = caller("call-lost", "forgetful");
        Sipp unrefreshed = caller("call-lost", "unrefreshed");
        for (Sipp each : List.of(refreshed, refreshedFar, forgetful, forgetfulFar, unrefreshed, unrefreshedFar)) {
            each.awaitSuccess(LATE);
        }
        ended("refreshed", "caller 200");
        ended("forgetful", "The callee does not know the call any more: it answered 481");
        ended("unrefreshed", "The callee did not refresh the session within 90 s");
    }

    @Test
    void theLeastIntervalOfEachSideIsKept() {
        Sipp far = callee("answer-demanding", "quick");
        Sipp near = caller("call-impatient", "quick");
        near.awaitSuccess(PATIENCE);
        far.awaitSuccess(PATIENCE);
        assertEquals(422, near.finalStatus());
    }

    private static void ended(String zone, String how) {
        JsonObject call = gateway.appliance().awaitCall("the call to " + zone, each -> {
            String text = each.toString();
            return text.contains("room@" + zone + ".test") && !each.isNull("ended");
        });
        String end = call.get("end").toString();
        assertEquals(true, end.contains(how) || how.equals("caller 200") && end.contains("200"), end);
    }

    private Sipp callee(String scenario, String zone) {
        Sipp far = Sipp.playing(scenario)
                .over(Transport.TCP)
                .at("127.0.0.1", port(zone))
                .calls(1)
                .start(stage);
        Sockets.awaitTcpListener(far, far.port());
        return far;
    }

    private Sipp caller(String scenario, String zone) {
        return Sipp.playing(scenario)
                .calling("room", "127.0.0.1:" + gateway.standard())
                .with("-key", "domain", zone + ".test")
                .calls(1)
                .with("-d", "500")
                .start(stage);
    }
}
