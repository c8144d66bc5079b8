package org.bailey.b2bua.provider.bridge;

import java.util.Optional;
import org.bailey.dialplan.Dialect;
import org.bailey.sdp.PayloadType;

/** The audio formats both worlds have, with Microsoft's payload numbers for them ([MS-SDPEXT], payload table). */
enum AudioCodec {
    G722(9, "G722", 8000, true),
    /** G.722.1 at 24 kbit/s; the rates are formats of their own (RFC 5577), and Microsoft has only this one. */
    G7221(112, "G7221", 16000, true),
    PCMU(0, "PCMU", 8000, true),
    PCMA(8, "PCMA", 8000, true),
    CN(13, "CN", 8000, false),
    EVENTS(101, "telephone-event", 8000, false);

    private static final String G7221_RATE = "24000";

    private final int microsoftNumber;
    private final String encoding;
    private final int clockRateHz;
    private final boolean voice;

    AudioCodec(int microsoftNumber, String encoding, int clockRateHz, boolean voice) {
        this.microsoftNumber = microsoftNumber;
        this.encoding = encoding;
        this.clockRateHz = clockRateHz;
        this.voice = voice;
    }

    /** Empty for what is not carried; G722/8000/2, for one, exists on the Microsoft side only. */
    static Optional<AudioCodec> of(PayloadType type) {
        for (AudioCodec codec : values()) {
            if (type.is(codec.encoding, codec.clockRateHz) && type.channels() == 1) {
                boolean otherRate = codec == G7221
                        && !G7221_RATE.equals(type.parameter("bitrate").orElse(""));
                return otherRate ? Optional.empty() : Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    boolean voice() {
        return voice;
    }

    /** As written towards a side; {@code number} is kept except towards Microsoft, which wants its own. */
    PayloadType towards(Dialect dialect, int number) {
        boolean microsoft = dialect == Dialect.MICROSOFT;
        PayloadType type = PayloadType.of(microsoft ? microsoftNumber : number, encoding, clockRateHz);
        return type.withFmtp(fmtp(microsoft));
    }

    /** As written towards whoever numbered it. */
    PayloadType numbered(Dialect dialect, int number) {
        return towards(dialect, number).withNumber(number);
    }

    private String fmtp(boolean microsoft) {
        return switch (this) {
            case G7221 -> "bitrate=" + G7221_RATE;
            case EVENTS -> microsoft ? "0-16" : "0-15"; // Microsoft adds 16, the hook flash
            default -> "";
        };
    }

    int microsoftNumber() {
        return microsoftNumber;
    }
}
