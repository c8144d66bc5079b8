package org.bailey.b2bua.provider;

import java.util.regex.Pattern;
import org.bailey.call.CallAction;
import org.bailey.call.Leg;
import org.bailey.call.MediaLine;
import org.bailey.call.Phase;
import org.bailey.media.Side;
import org.bailey.media.VideoWish;
import org.bailey.sip.Body;

/** Key frames asked for in signalling (RFC 5168): one form for those who understand nothing else. */
final class PictureControl {
    static final String TYPE = "application/media_control+xml";

    private static final Pattern FAST_UPDATE = Pattern.compile("<\\s*(?:[\\w.-]{1,32}:)?picture_fast_update\\b");
    private static final String KEY_FRAME = """
            <?xml version="1.0" encoding="utf-8"?>
            <media_control><vc_primitive><to_encoder><picture_fast_update/></to_encoder></vc_primitive></media_control>
            """;

    private PictureControl() {}

    static boolean asksForKeyFrame(Body body) {
        return !body.isEmpty() && FAST_UPDATE.matcher(body.text()).find();
    }

    /** Takes a wish for a key frame to all pictures of one side. */
    static void wish(Turn turn, Side of) {
        for (MediaLine line : turn.state().lines()) {
            if (line.kind().equals("video") && line.ready()) {
                turn.act(new CallAction.WishPicture(line.id(), of, VideoWish.KEY_FRAME));
            }
        }
    }

    /** Asks a side for a key frame by INFO; how often is the packet path's to know. */
    static void ask(Turn turn, Side of, VideoWish wish) {
        Leg leg = turn.state().leg(of);
        if (wish.keyFrame() && turn.state().phase() == Phase.ESTABLISHED && leg != null && leg.dialog() != null) {
            Requests.info(turn, of, Body.of(TYPE, KEY_FRAME));
        }
    }
}
