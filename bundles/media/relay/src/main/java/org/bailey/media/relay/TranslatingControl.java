package org.bailey.media.relay;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.bailey.media.StreamState;
import org.bailey.media.VideoControl;
import org.bailey.media.VideoWish;

/** Translates what is said about pictures between standard RTCP, Microsoft's, and signalling. */
final class TranslatingControl implements VideoControl {
    private final Supplier<RelaySettings> settings;

    TranslatingControl(Supplier<RelaySettings> settings) {
        this.settings = settings;
    }

    /** Every line that has no control of its own. */
    @Override
    public String bridge() {
        return "";
    }

    @Override
    public boolean received(StreamState stream, ByteBuffer packet, long nanos) {
        StreamState opposite = stream.opposite;
        return opposite == null || new Heard(stream, opposite).all(packet);
    }

    @Override
    public void wanted(StreamState stream, VideoWish wish) {
        if (wish.keyFrame()) {
            stream.control.bySignalling++;
            Heard.wantKeyFrame(stream.control);
        }
    }

    @Override
    public void look(StreamState stream, long nanos, Out out) {
        StreamState opposite = stream.opposite;
        if (opposite != null && stream.control.terms != null && stream.kind.equals("video")) {
            new Told(settings.get(), stream, opposite, nanos, out).all();
        }
    }
}
