package org.bailey.media.provider.bench;

/** What is sent: 400 flows, 200 lines in both directions. */
enum Load {
    AUDIO("172 B", 200, 1),
    VIDEO("1,200 B", 200, 1),
    /** Audio 50 and video 150 packets a second of each call. */
    MIX("720p mix", 100, 2);

    private static final int AUDIO_BYTES = 172;
    private static final int VIDEO_BYTES = 1200;

    final String text;
    final int calls;
    final int lines;

    Load(String text, int calls, int lines) {
        this.text = text;
        this.calls = calls;
        this.lines = lines;
    }

    int bytes(int line) {
        return this == AUDIO || this == MIX && line % 2 == 0 ? AUDIO_BYTES : VIDEO_BYTES;
    }

    /** Packets that leave at once: video comes in frames. */
    int burst(int line) {
        return bytes(line) == AUDIO_BYTES ? 1 : this == MIX ? 3 : 5;
    }
}
