package org.bailey.lab.phone;

import java.util.List;
import org.bailey.lab.media.Codec;
import org.bailey.lab.media.MediaLine;
import org.bailey.lab.sdp.SdpMedia;
import org.bailey.lab.wire.Tokens;
import org.jspecify.annotations.Nullable;

/** One position in the list of media lines, ours and the peer's; positions never move (RFC 3264 section 8). */
final class Slot {
    final String kind;
    String profile = "RTP/AVP";
    List<String> formats = List.of("0");
    List<Codec> agreed = List.of();
    /** Ours, the same for the life of the call. */
    final String key = Tokens.base64(40);

    @Nullable
    MediaLine line;

    @Nullable
    SdpMedia remote;

    Slot(String kind) {
        this.kind = kind;
    }

    void refuse() {
        MediaLine open = line;
        if (open != null) {
            open.close();
            line = null;
        }
        agreed = List.of();
    }
}
