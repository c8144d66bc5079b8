package org.bailey.b2bua.provider.bridge;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import org.bailey.b2bua.StreamBridge;
import org.bailey.call.MediaLine;
import org.bailey.call.Sdp;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.media.LocalPorts;
import org.bailey.media.Side;
import org.bailey.sip.Transport;

/** Descriptions and steps the exchange tests share. The Microsoft side is reached at 10.0.0.1, the standard side at 10.0.1.1. */
final class Exchanges {
    static final SdpExchange.Direction FROM_MICROSOFT =
            new SdpExchange.Direction(Side.CALLER, plain(Dialect.MICROSOFT), plain(Dialect.STANDARD));
    static final SdpExchange.Direction FROM_STANDARD =
            new SdpExchange.Direction(Side.CALLER, plain(Dialect.STANDARD), plain(Dialect.MICROSOFT));

    static final AudioBridge AUDIO = new AudioBridge(
            new AudioSettings(List.of(AudioCodec.G722, AudioCodec.PCMU, AudioCodec.PCMA, AudioCodec.EVENTS)));
    static final AvcBridge AVC = new AvcBridge(new AvcSettings(true, true, "42E01F"));

    private Exchanges() {}

    static BridgedExchange exchange() {
        return new BridgedExchange(() -> List.<StreamBridge>of(AUDIO, AVC), () -> ExchangeSettings.DEFAULT);
    }

    /** A leg over which no keys may be sent. */
    static Manner plain(Dialect dialect) {
        return new Manner(dialect, ZonePolicy.DEFAULT, "", Transport.TCP);
    }

    static Sdp fresh(long sessionId) {
        return new Sdp("", "", sessionId, 0);
    }

    /** The other way round: what the called side asks for in a call {@code direction} opened. */
    static SdpExchange.Direction back(SdpExchange.Direction direction) {
        return new SdpExchange.Direction(direction.offerer().other(), direction.taker(), direction.giver());
    }

    /** Ports as the media keeper would grant them: caller 56000 and up, called side 57000 and up, four apart. */
    static List<MediaLine> granted(List<MediaLine> lines, SdpExchange.Direction opened) {
        String caller = opened.from() == Dialect.MICROSOFT ? "10.0.0.1" : "10.0.1.1";
        String callee = opened.from() == Dialect.MICROSOFT ? "10.0.1.1" : "10.0.0.1";
        List<MediaLine> ready = new ArrayList<>();
        for (MediaLine line : lines) {
            int at = 4 * line.id();
            ready.add(
                    line.ready()
                            ? line
                            : line.withPorts(
                                    new LocalPorts(caller, 56000 + at, 56001 + at),
                                    new LocalPorts(callee, 57000 + at, 57001 + at)));
        }
        return ready;
    }

    static List<MediaLine> lines(SdpExchange.Result result) {
        return assertInstanceOf(SdpExchange.Result.Lines.class, result).lines();
    }

    static SdpExchange.Result.Description description(SdpExchange.Result result) {
        return assertInstanceOf(SdpExchange.Result.Description.class, result);
    }

    static SdpExchange.Result.Refused refused(SdpExchange.Result result) {
        return assertInstanceOf(SdpExchange.Result.Refused.class, result);
    }

    /** A text block as it goes on the wire. */
    static String wire(String block) {
        return block.replace("\n", "\r\n");
    }

    /** A Microsoft client's offer: audio and video, encryption optional, RTVideo and FEC beside two forms of H.264. */
    static final String MICROSOFT_OFFER = wire("""
            v=0
            o=- 0 0 IN IP4 192.0.2.20
            s=session
            c=IN IP4 192.0.2.20
            b=CT:99980
            t=0 0
            a=x-mediabw:main-video send=4000;recv=1500
            a=x-devicecaps:audio:send,recv;video:send,recv
            m=audio 20010 RTP/AVP 117 114 104 9 112 111 0 8 116 115 103 97 13 118 101
            a=x-ssrc-range:270010-270010
            a=rtcp-fb:* x-message app send:dsh recv:dsh
            a=rtcp-rsize
            a=label:main-audio
            a=x-source:main-audio
            a=ice-ufrag:kU7q
            a=ice-pwd:mZr2Q0bV9xT4cLw8Yd1nHs6e
            a=candidate:1 1 UDP 2130706431 192.0.2.20 20010 typ host
            a=cryptoscale:1 client AES_CM_128_HMAC_SHA1_80 inline:QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNk|2^31|1:1
            a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0|2^31
            a=maxptime:200
            a=rtcp:20011
            a=rtpmap:117 G722/8000/2
            a=rtpmap:114 x-msrta/16000
            a=fmtp:114 bitrate=29000
            a=rtpmap:104 SILK/16000
            a=fmtp:104 useinbandfec=1; usedtx=0
            a=rtpmap:9 G722/8000
            a=rtpmap:112 G7221/16000
            a=fmtp:112 bitrate=24000
            a=rtpmap:111 SIREN/16000
            a=fmtp:111 bitrate=16000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:116 AAL2-G726-32/8000
            a=rtpmap:115 x-msrta/8000
            a=fmtp:115 bitrate=11800
            a=rtpmap:103 SILK/8000
            a=rtpmap:97 RED/8000
            a=rtpmap:13 CN/8000
            a=rtpmap:118 CN/16000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-16
            a=rtcp-mux
            a=ptime:20
            a=extmap:1 http:\\\\www.webrtc.org\\experiments\\rtp-hdrext\\abs-send-time
            m=video 20040 RTP/AVP 122 107 121 123
            a=x-ssrc-range:270011-270110
            a=rtcp-fb:* x-message app send:src,x-pli recv:src,x-pli
            a=rtcp-fb:107 nack pli
            a=rtcp-rsize
            a=label:main-video
            a=x-source:main-video
            a=x-caps:121 263:1920:1080:30.0:2000000:1
            a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0|2^31
            a=rtpmap:122 X-H264UC/90000
            a=fmtp:122 packetization-mode=1;mst-mode=NI-TC
            a=rtpmap:107 H264/90000
            a=fmtp:107 profile-level-id=42C02A;packetization-mode=1;level-asymmetry-allowed=1
            a=rtpmap:121 x-rtvc1/90000
            a=rtpmap:123 x-ulpfecuc/90000
            m=applicationsharing 20060 TCP/RTP/AVP 127
            a=label:applicationsharing
            a=rtpmap:127 x-data/90000
            m=video 20070 RTP/AVP 107
            a=label:panoramic-video
            a=rtpmap:107 H264/90000
            """);

    /** A room's offer: audio, main video in two packetization modes and H.263, BFCP, slides, far end camera control. */
    static final String ROOM_OFFER = wire("""
            v=0
            o=tandberg 7 1 IN IP4 198.51.100.30
            s=-
            c=IN IP4 198.51.100.30
            b=AS:3000
            t=0 0
            m=audio 2326 RTP/AVP 9 113 112 15 0 8 97
            b=TIAS:64000
            a=rtpmap:9 G722/8000
            a=rtpmap:113 G7221/16000
            a=fmtp:113 bitrate=32000
            a=rtpmap:112 G7221/16000
            a=fmtp:112 bitrate=24000
            a=rtpmap:15 G728/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:97 telephone-event/8000
            a=fmtp:97 0-15
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:TUlJQ0tleUZvclN0YW5kYXJkRW5kcG9pbnQwMDAx|2^48
            a=sendrecv
            m=video 2328 RTP/AVP 97 98 34
            b=TIAS:2000000
            a=rtpmap:97 H264/90000
            a=fmtp:97 profile-level-id=428014;packetization-mode=1;max-mbps=108000;max-fs=3600;max-br=1667
            a=rtpmap:98 H264/90000
            a=fmtp:98 profile-level-id=428014;max-mbps=108000;max-fs=3600;max-br=1667
            a=rtpmap:34 H263/90000
            a=fmtp:34 CIF4=2;CIF=1;QCIF=1
            a=rtcp-fb:* nack pli
            a=rtcp-fb:* ccm fir
            a=rtcp-fb:* ccm tmmbr
            a=content:main
            a=label:11
            a=sendrecv
            m=application 5070 UDP/BFCP *
            a=floorctrl:c-s
            a=confid:1
            a=setup:actpass
            m=video 2330 RTP/AVP 97
            b=TIAS:2000000
            a=rtpmap:97 H264/90000
            a=fmtp:97 profile-level-id=428014;packetization-mode=1;max-mbps=108000;max-fs=3600
            a=content:slides
            a=label:12
            a=sendrecv
            m=application 2332 RTP/AVP 100
            a=rtpmap:100 H224/4800
            """);
}
