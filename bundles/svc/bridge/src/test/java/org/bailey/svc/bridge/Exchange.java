package org.bailey.svc.bridge;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.bailey.b2bua.StreamBridge;
import org.bailey.b2bua.provider.bridge.AvcBridge;
import org.bailey.b2bua.provider.bridge.AvcSettings;
import org.bailey.b2bua.provider.bridge.BridgedExchange;
import org.bailey.b2bua.provider.bridge.ExchangeSettings;
import org.bailey.b2bua.provider.bridge.Manner;
import org.bailey.b2bua.provider.bridge.SdpExchange;
import org.bailey.call.MediaLine;
import org.bailey.call.Sdp;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.media.LocalPorts;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.Side;
import org.bailey.sdp.H264Picture;
import org.bailey.sip.Transport;

/** A call's descriptions with both bridges for video there. The caller is reached at 10.0.0.1, the called side at 10.0.1.1. */
final class Exchange {
    static final LayeredSettings USUAL =
            new LayeredSettings(new H264Picture(1280, 720, 30), LayeredSettings.SingleUnits.PIECES, 8000, false, true);

    private static final Manner CLIENT = new Manner(Dialect.MICROSOFT, ZonePolicy.DEFAULT, "", Transport.TCP);
    private static final Manner ROOM = new Manner(Dialect.STANDARD, ZonePolicy.DEFAULT, "", Transport.TCP);

    private final BridgedExchange exchange;
    private final SdpExchange.Direction opened;
    private List<MediaLine> lines = List.of();
    private final Sdp[] legs = {new Sdp("", "", 77, 0), new Sdp("", "", 55, 0)};

    private Exchange(LayeredSettings settings, SdpExchange.Direction opened) {
        List<StreamBridge> bridges =
                List.of(new LayeredBridge(settings), new AvcBridge(new AvcSettings(true, true, "42E01F")));
        this.exchange = new BridgedExchange(() -> bridges, () -> ExchangeSettings.DEFAULT);
        this.opened = opened;
    }

    static Exchange fromClient(LayeredSettings settings) {
        return new Exchange(settings, new SdpExchange.Direction(Side.CALLER, CLIENT, ROOM));
    }

    static Exchange fromRoom(LayeredSettings settings) {
        return new Exchange(settings, new SdpExchange.Direction(Side.CALLER, ROOM, CLIENT));
    }

    /** What the called side is offered; empty text is an INVITE without a description. */
    String offered(String offer) {
        return offered(opened, offer);
    }

    /** What the caller is offered when the called side makes this offer; or this answer, where it was offered a preset. */
    String offeredBack(String offer) {
        return offered(back(), offer);
    }

    private String offered(SdpExchange.Direction direction, String offer) {
        hear(direction.offerer(), offer);
        var found = assertInstanceOf(SdpExchange.Result.Lines.class, exchange.lines(direction, offer, lines, 0));
        lines = found.lines().stream().map(Exchange::granted).toList();
        Side taker = direction.offerer().other();
        var made = description(exchange.offer(direction, offer, lines, leg(taker)));
        lines = made.lines();
        say(taker, made);
        return made.text();
    }

    /** What comes of an answer to what was offered last. */
    SdpExchange.Result.Description answered(String answer) {
        return answered(opened, answer);
    }

    SdpExchange.Result.Description answeredBack(String answer) {
        return answered(back(), answer);
    }

    private SdpExchange.Result.Description answered(SdpExchange.Direction direction, String answer) {
        Side offerer = direction.offerer();
        hear(offerer.other(), answer);
        var made = description(exchange.answer(
                direction, leg(offerer).remote(), leg(offerer.other()).local(), answer, lines, leg(offerer)));
        lines = made.lines();
        say(offerer, made);
        return made;
    }

    /** What comes of an answer that suits nothing. */
    SdpExchange.Result answeredBadly(String answer) {
        return exchange.answer(
                opened,
                leg(opened.offerer()).remote(),
                leg(opened.offerer().other()).local(),
                answer,
                lines,
                leg(opened.offerer()));
    }

    /** The plan of the video line. */
    static MediaLinePlan video(SdpExchange.Result.Description made) {
        return made.plans().get(0);
    }

    static String wire(String block) {
        return block.replace("\n", "\r\n");
    }

    private SdpExchange.Direction back() {
        return new SdpExchange.Direction(opened.offerer().other(), opened.taker(), opened.giver());
    }

    private Sdp leg(Side side) {
        return legs[side.ordinal()];
    }

    private void hear(Side side, String text) {
        legs[side.ordinal()] = leg(side).withRemote(text);
    }

    private void say(Side side, SdpExchange.Result.Description made) {
        legs[side.ordinal()] = leg(side).withLocal(made.text(), made.version());
    }

    private static MediaLine granted(MediaLine line) {
        int at = 4 * line.id();
        return line.ready()
                ? line
                : line.withPorts(
                        new LocalPorts("10.0.0.1", 56000 + at, 56001 + at),
                        new LocalPorts("10.0.1.1", 57000 + at, 57001 + at));
    }

    private static SdpExchange.Result.Description description(SdpExchange.Result result) {
        return assertInstanceOf(SdpExchange.Result.Description.class, result, result::toString);
    }
}
