package org.bailey.media.provider;

/**
 * How packets that leave are marked (RFC 2474); what came in marked some way leaves as said here.
 *
 * @param audio 0 to 63, packets of calls that have nothing but audio
 * @param video 0 to 63, video, and the audio of calls with video: one that overtakes the other is no use
 */
record Dscp(int audio, int video) {
    Dscp {
        MediaSettings.range("audioDscp", audio, 0, 63);
        MediaSettings.range("videoDscp", video, 0, 63);
    }

    /** {@return the octet of the IP header: the code point is its upper six bits} */
    int octet(boolean withVideo) {
        return (withVideo ? video : audio) << 2;
    }
}
