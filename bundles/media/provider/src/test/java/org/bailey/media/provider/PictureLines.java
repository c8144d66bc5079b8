package org.bailey.media.provider;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.PictureTerms;
import org.bailey.media.RemotePorts;
import org.bailey.media.SsrcSpan;
import org.bailey.media.VideoWish;
import org.bailey.svc.provider.PictureFile;

/** Lines for pictures between a Microsoft client, the caller, and a room, as a bench plays them. */
public final class PictureLines {
    private static final long FIRST = 0x1000_0000L;
    private static final int SPAN = 4;
    private static final int UC = PictureFile.UC_TYPE;
    private static final int AVC = PictureFile.AVC_TYPE;
    private static final VideoWish HD = new VideoWish(false, 2_000_000, 1280, 720, 30, false);

    private static final FeedbackTerms CLIENT = new FeedbackTerms(true, false, false, false, true, true, true, UC, HD);
    private static final FeedbackTerms ROOM = new FeedbackTerms(false, true, true, true, false, false, false, AVC, HD);

    private PictureLines() {}

    /** {@return the first SSRC of what the caller or the callee of a call sends on a line; it leaves under the same} */
    public static long source(int call, int line, boolean caller) {
        return FIRST + SPAN * (4L * call + 2 * line + (caller ? 0 : 1));
    }

    static RemotePorts peer(int port) {
        return new RemotePorts(new InetSocketAddress("127.0.0.1", port), new InetSocketAddress("127.0.0.1", port + 1));
    }

    /** {@return the plans of a call's two lines, without keys} */
    static List<MediaLinePlan> plans(int call, boolean rewritten, RemotePorts client, RemotePorts room) {
        MediaFlow soundToRoom = flow(room, Map.of(0, 0), call, 0, true);
        MediaFlow soundToClient = flow(client, Map.of(0, 0), call, 0, false);
        var sound = new MediaLinePlan(0, "audio", soundToRoom, soundToClient);
        if (!rewritten) {
            return List.of(
                    sound,
                    new MediaLinePlan(
                            1,
                            "video",
                            flow(room, Map.of(UC, UC), call, 1, true).with(ROOM),
                            flow(client, Map.of(AVC, AVC), call, 1, false).with(CLIENT)));
        }
        MediaFlow toRoom = flow(room, Map.of(UC, AVC), call, 1, true)
                .with(ROOM)
                .with(new PictureTerms(false, true, 0, 1280, 720, 30, 0, 0, span(call, 1, true)));
        MediaFlow toClient = flow(client, Map.of(AVC, UC), call, 1, false)
                .with(CLIENT)
                .with(new PictureTerms(true, true, 0, 1280, 720, 30, 0, 0, null));
        return List.of(sound, new MediaLinePlan(1, "video", "svc", toRoom, toClient));
    }

    private static MediaFlow flow(RemotePorts to, Map<Integer, Integer> types, int call, int line, boolean fromCaller) {
        return new MediaFlow(to, true, types).with(span(call, line, fromCaller), null);
    }

    private static SsrcSpan span(int call, int line, boolean caller) {
        return new SsrcSpan(source(call, line, caller), SPAN);
    }
}
