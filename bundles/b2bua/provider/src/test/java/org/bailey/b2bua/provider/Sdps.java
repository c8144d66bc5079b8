package org.bailey.b2bua.provider;

/** Session descriptions the machine's tests use; written for them. */
final class Sdps {
    static final String MICROSOFT_AUDIO = description(
            "127.0.0.4",
            "a=x-devicecaps:audio:send,recv;video:send,recv\r\n",
            "m=audio 20010 RTP/AVP 9 0 8 101\r\na=label:main-audio\r\na=x-ssrc-range:270010-270010\r\na=rtpmap:9 G722/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\n");
    static final String MICROSOFT_HELD = MICROSOFT_AUDIO + "a=inactive\r\n";
    static final String MICROSOFT_VIDEO = MICROSOFT_AUDIO
            + "m=video 20020 RTP/AVP 122\r\na=label:main-video\r\na=x-ssrc-range:270100-270199\r\na=rtpmap:122 H264/90000\r\na=fmtp:122 profile-level-id=42E01F;packetization-mode=1\r\n";
    static final String ROOM_AUDIO = description(
            "127.0.0.2",
            "",
            "m=audio 2326 RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\n");
    static final String ROOM_HELD = ROOM_AUDIO + "a=inactive\r\n";
    static final String ROOM_VIDEO = ROOM_AUDIO
            + "m=video 2328 RTP/AVP 97\r\na=rtpmap:97 H264/90000\r\na=fmtp:97 profile-level-id=42E01F;packetization-mode=1\r\n";

    private Sdps() {}

    private static String description(String address, String session, String media) {
        return "v=0\r\no=- 0 1 IN IP4 " + address + "\r\ns=session\r\nc=IN IP4 " + address + "\r\nt=0 0\r\n" + session
                + media;
    }
}
