package org.bailey.lab.sdp;

import java.util.List;
import org.bailey.lab.media.Codec;

/** Descriptions as a video room writes them (RFC 4566, 6184, 4585). */
public final class StandardSdp implements SdpWriter {
    private static final List<Codec> AUDIO =
            List.of(new Codec(0, "PCMU", 8_000), new Codec(8, "PCMA", 8_000), new Codec(101, "TELEPHONE-EVENT", 8_000));
    private static final List<Codec> VIDEO =
            List.of(new Codec(97, "H264", 90_000, "packetization-mode=1"), new Codec(98, "H264", 90_000));

    @Override
    public boolean exchangesKeys() {
        return false;
    }

    @Override
    public List<Codec> offered(String kind) {
        return kind.equals("audio") ? AUDIO : VIDEO;
    }

    @Override
    public boolean understands(SdpMedia line, Codec codec) {
        return switch (codec.name()) {
            case "PCMU", "PCMA", "TELEPHONE-EVENT" -> line.kind().equals("audio");
            case "H264" -> !line.parameters(codec.payloadType()).contains("packetization-mode=2");
            default -> false;
        };
    }

    @Override
    public String write(long version, String address, List<LineSpec> lines, boolean answer) {
        StringBuilder out = new StringBuilder("v=0\r\no=room 7 ")
                .append(version)
                .append(" IN IP4 ")
                .append(address)
                .append("\r\ns=-\r\nc=IN IP4 ")
                .append(address)
                .append("\r\nb=AS:3000\r\nt=0 0\r\n");
        lines.forEach(line -> line(out, line));
        return out.toString();
    }

    private static void line(StringBuilder out, LineSpec line) {
        MLine.write(out, line);
        if (line.port() == 0) {
            return;
        }
        out.append(line.kind().equals("audio") ? "b=TIAS:64000\r\n" : "b=TIAS:2000000\r\n");
        MLine.rtpmaps(out, line);
        if (line.kind().equals("video")) {
            for (Codec codec : line.codecs()) {
                out.append("a=fmtp:")
                        .append(codec.payloadType())
                        .append(" profile-level-id=428014;packetization-mode=")
                        .append(codec.packetizationMode())
                        .append(";max-mbps=108000;max-fs=3600\r\n");
            }
            out.append("a=rtcp-fb:* nack pli\r\na=rtcp-fb:* ccm fir\r\na=content:main\r\na=label:11\r\n");
        }
        out.append("a=").append(line.direction().token()).append("\r\n");
    }
}
