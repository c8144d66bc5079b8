package org.bailey.svc.bridge;

import static org.bailey.svc.bridge.Exchange.wire;

/** Video lines as clients and rooms write them. */
final class Descriptions {
    /** Lync 2013: layered H.264, RTVideo and FEC. */
    static final String CLIENT = wire("""
            v=0
            o=- 0 1 IN IP4 192.0.2.20
            s=session
            c=IN IP4 192.0.2.20
            b=CT:99980
            t=0 0
            a=x-mediabw:main-video send=4000;recv=1500
            a=x-devicecaps:audio:send,recv;video:send,recv
            m=video 20040 RTP/AVP 122 121 123
            a=x-ssrc-range:270011-270110
            a=rtcp-fb:* x-message app send:src,x-pli recv:src,x-pli
            a=rtcp-rsize
            a=label:main-video
            a=x-source:main-video
            a=x-caps:121 263:1920:1080:30.0:2000000:1;4359:1280:720:30.0:1500000:1
            a=rtpmap:122 X-H264UC/90000
            a=fmtp:122 packetization-mode=1;mst-mode=NI-TC
            a=rtpmap:121 x-rtvc1/90000
            a=rtpmap:123 x-ulpfecuc/90000
            """);

    /** The answer of such a client to an offer of one or two formats. */
    static final String CLIENT_ANSWER = wire("""
            v=0
            o=- 0 0 IN IP4 192.0.2.20
            s=session
            c=IN IP4 192.0.2.20
            b=CT:99980
            t=0 0
            a=x-mediabw:main-video send=4000;recv=1500
            m=video 20040 RTP/AVP 122
            a=x-ssrc-range:270011-270110
            a=rtcp-fb:* x-message app send:src,x-pli recv:src,x-pli
            a=rtcp-rsize
            a=label:main-video
            a=rtpmap:122 X-H264UC/90000
            a=fmtp:122 packetization-mode=1;mst-mode=NI-TC
            """);

    /** pidgin-sipe: another number, no limits, everything its decoders know. */
    static final String SIPE = wire("""
            v=0
            o=- 0 0 IN IP4 192.0.2.2
            s=session
            c=IN IP4 192.0.2.2
            b=CT:99980
            t=0 0
            m=video 44234 RTP/AVP 98 32 34 31 101 102
            a=rtpmap:98 X-H264UC/90000
            a=fmtp:98 packetization-mode=1;mst-mode=NI-TC
            a=rtpmap:32 MPV/90000
            a=rtpmap:34 H263/90000
            a=rtpmap:31 H261/90000
            a=rtpmap:101 VP9/90000
            a=rtpmap:102 VP8/90000
            a=rtcp:54109
            a=x-ssrc-range:1-100
            a=rtcp-fb:* x-message app send:src recv:src
            a=rtcp-rsize
            a=label:main-video
            a=x-source:main-video
            """);

    private Descriptions() {}

    /** A room's line with these formats from 97 on; one is as its fmtp. */
    static String room(String... fmtps) {
        StringBuilder numbers = new StringBuilder();
        StringBuilder maps = new StringBuilder();
        for (int i = 0; i < fmtps.length; i++) {
            int number = 97 + i;
            numbers.append(' ').append(number);
            maps.append("a=rtpmap:").append(number).append(" H264/90000\n");
            maps.append("a=fmtp:").append(number).append(' ').append(fmtps[i]).append('\n');
        }
        return wire("""
                v=0
                o=tandberg 7 1 IN IP4 198.51.100.30
                s=-
                c=IN IP4 198.51.100.30
                t=0 0
                m=video 2328 RTP/AVPNUMBERS 34
                b=TIAS:2000000
                a=rtpmap:34 H263/90000
                MAPSa=rtcp-fb:* nack pli
                a=rtcp-fb:* ccm tmmbr
                a=content:main
                a=sendrecv
                """.replace("NUMBERS", numbers).replace("MAPS", maps));
    }

    /** A room's answer that takes one format up under the number it was offered with. */
    static String roomAnswer(int number, String fmtp) {
        return wire("""
                v=0
                o=tandberg 7 2 IN IP4 198.51.100.30
                s=-
                c=IN IP4 198.51.100.30
                t=0 0
                m=video 2328 RTP/AVP NUMBER
                b=TIAS:768000
                a=rtpmap:NUMBER H264/90000
                a=fmtp:NUMBER FMTP
                a=rtcp-fb:* nack pli
                a=rtcp-fb:* ccm tmmbr
                a=sendrecv
                """.replace("NUMBER", String.valueOf(number)).replace("FMTP", fmtp));
    }
}
