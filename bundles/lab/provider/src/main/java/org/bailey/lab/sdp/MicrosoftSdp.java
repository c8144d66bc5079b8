package org.bailey.lab.sdp;

import java.util.List;
import java.util.stream.Stream;
import org.bailey.lab.media.Codec;

/**
 * Descriptions as Lync 2013 and Skype for Business write them ([MS-SDPEXT]). The o= line never changes, as theirs does
 * not. There are no candidates: this client does not speak ICE.
 */
public final class MicrosoftSdp implements SdpWriter {
    /** What the lab's client understands besides what it can only name. */
    private static final List<Codec> AUDIO = List.of(
            new Codec(114, "x-msrta", 16_000),
            new Codec(104, "SILK", 16_000),
            new Codec(111, "SIREN", 16_000),
            new Codec(0, "PCMU", 8_000),
            new Codec(8, "PCMA", 8_000),
            new Codec(116, "AAL2-G726-32", 8_000),
            new Codec(115, "x-msrta", 8_000),
            new Codec(103, "SILK", 8_000),
            new Codec(97, "RED", 8_000),
            new Codec(13, "CN", 8_000),
            new Codec(118, "CN", 16_000),
            new Codec(101, "TELEPHONE-EVENT", 8_000));

    private static final List<Codec> LAYERED = List.of(
            new Codec(122, "X-H264UC", 90_000),
            new Codec(121, "x-rtvc1", 90_000),
            new Codec(123, "x-ulpfecuc", 90_000));

    private static final List<Codec> PLAIN =
            List.of(new Codec(107, "H264", 90_000, "packetization-mode=1"), new Codec(108, "H264", 90_000));

    private static final String RECEIVE_SIZES = "a=x-caps:121 4359:1280:720:30.0:1500000:1;8455:640:480:30.0:600000:1;"
            + "12551:640:360:30.0:600000:1;16647:352:288:15.0:250000:1;24839:176:144:15.0:180000:1\r\n";

    private final boolean plain;

    /** @param plain whether it speaks plain H.264 beside the layered one */
    public MicrosoftSdp(boolean plain) {
        this.plain = plain;
    }

    @Override
    public boolean exchangesKeys() {
        return true;
    }

    @Override
    public boolean sendsSourceRequests() {
        return true;
    }

    @Override
    public List<Codec> offered(String kind) {
        return kind.equals("audio")
                ? AUDIO
                : Stream.concat(LAYERED.stream(), plain ? PLAIN.stream() : Stream.empty())
                        .toList();
    }

    @Override
    public boolean understands(SdpMedia line, Codec codec) {
        return switch (codec.name()) {
            case "PCMU", "PCMA", "TELEPHONE-EVENT", "CN" -> line.kind().equals("audio") && codec.clockRateHz() == 8_000;
            case "X-H264UC" -> true;
            case "H264" -> plain && !line.parameters(codec.payloadType()).contains("packetization-mode=2");
            default -> false;
        };
    }

    @Override
    public String write(long version, String address, List<LineSpec> lines, boolean answer) {
        StringBuilder out = new StringBuilder("v=0\r\no=- 0 0 IN IP4 ")
                .append(address)
                .append("\r\ns=session\r\nc=IN IP4 ")
                .append(address)
                .append("\r\nb=CT:99980\r\nt=0 0\r\n");
        if (lines.stream().anyMatch(line -> line.kind().equals("video") && line.port() != 0)) {
            out.append("a=x-mediabw:main-video send=4000;recv=4000\r\n");
        }
        out.append("a=x-devicecaps:audio:send,recv;video:send,recv\r\n");
        lines.forEach(line -> line(out, line, answer));
        return out.toString();
    }

    private static void line(StringBuilder out, LineSpec line, boolean answer) {
        MLine.write(out, line);
        if (line.port() == 0) {
            return;
        }
        boolean video = line.kind().equals("video");
        out.append("a=x-ssrc-range:").append(line.ssrc()).append('-').append(line.ssrc() + (video ? 99 : 0));
        out.append("\r\na=rtcp-fb:* x-message app ")
                .append(video ? "send:src,x-pli recv:src,x-pli" : "send:dsh recv:dsh");
        out.append("\r\na=rtcp-rsize\r\na=label:main-").append(line.kind());
        out.append("\r\na=x-source:main-").append(line.kind());
        out.append("\r\n");
        if (video && !answer) {
            out.append(RECEIVE_SIZES);
        }
        keys(out, line);
        out.append("a=maxptime:200\r\na=rtcp:").append(line.port() + 1).append("\r\n");
        MLine.rtpmaps(out, line);
        line.codecs().forEach(codec -> parameters(out, codec));
        if (!video) {
            out.append("a=ptime:20\r\n");
        }
        if (line.direction() != Direction.SENDRECV) {
            out.append("a=").append(line.direction().token()).append("\r\n");
        }
    }

    private static void keys(StringBuilder out, LineSpec line) {
        line.keys().forEach(key -> out.append("a=").append(key).append("\r\n"));
    }

    private static void parameters(StringBuilder out, Codec codec) {
        String text = switch (codec.payloadType()) {
            case 114 -> "bitrate=29000";
            case 115 -> "bitrate=11800";
            case 111 -> "bitrate=16000";
            case 104, 103 -> "useinbandfec=1; usedtx=0";
            default ->
                switch (codec.name()) {
                    case "X-H264UC" -> "packetization-mode=1;mst-mode=NI-TC";
                    case "H264" -> "profile-level-id=42801f;packetization-mode=" + codec.packetizationMode();
                    default -> "";
                };
        };
        if (!text.isEmpty()) {
            out.append("a=fmtp:")
                    .append(codec.payloadType())
                    .append(' ')
                    .append(text)
                    .append("\r\n");
        }
    }

    /** The older part of Lync 2013's offer: the same lines in the words of its predecessors. */
    public String fallback(String address, List<LineSpec> lines) {
        StringBuilder out = new StringBuilder("v=0\r\no=- 0 0 IN IP4 ")
                .append(address)
                .append("\r\ns=session\r\nc=IN IP4 ")
                .append(address)
                .append("\r\nb=CT:99980\r\nt=0 0\r\n");
        for (LineSpec line : lines) {
            MLine.write(out, line);
            if (line.port() == 0) {
                continue;
            }
            keys(out, line);
            MLine.rtpmaps(out, line);
            line.codecs().forEach(codec -> parameters(out, codec));
            out.append("a=encryption:")
                    .append(line.keys().isEmpty() ? "rejected" : "optional")
                    .append("\r\n");
        }
        return out.toString();
    }
}
