package org.bailey.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What of an H.264 payload type has to agree (RFC 6184 section 8.2.2): profile and packetization mode are the format,
 * the level is negotiated downwards, the rest is declared by each side for itself.
 *
 * @param profile profile_idc and constraint bits, 0 to 0xFFFF
 * @param level level_idc: ten times the level
 * @param mode packetization-mode, 0 to 2
 * @param asymmetric level-asymmetry-allowed=1
 */
public record H264Format(int profile, int level, int mode, boolean asymmetric) {
    /** Baseline, level 1: what a missing profile-level-id means (RFC 6184 section 8.1). */
    private static final String DEFAULT_ID = "42000A";

    /** Parameters that mean something to the other end of a stream passed on as it is. */
    private static final List<String> DECLARED =
            List.of("max-mbps", "max-smbps", "max-fs", "max-fps", "max-cpb", "max-dpb", "max-br", "max-rcmd-nalu-size");

    /** Empty if it is not H.264, or says of itself what does not exist. */
    public static Optional<H264Format> of(PayloadType type) {
        if (!type.is("H264", 90000)) {
            return Optional.empty();
        }
        String id = type.parameter("profile-level-id").orElse(DEFAULT_ID);
        String mode = type.parameter("packetization-mode").orElse("0");
        if (!id.matches("[0-9A-Fa-f]{6}") || !mode.matches("[0-2]")) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(id, 16);
        boolean asymmetric =
                type.parameter("level-asymmetry-allowed").orElse("0").equals("1");
        return Optional.of(new H264Format(bits >> 8, bits & 0xFF, mode.charAt(0) - '0', asymmetric));
    }

    /**
     * Whether {@code answer} takes up this format: same mode, and a profile whose streams a decoder of ours can read.
     * Some endpoints answer with their own profile instead of repeating the one offered.
     */
    public boolean takenUpBy(H264Format answer) {
        return mode == answer.mode && rank(answer.profile) <= rank(profile);
    }

    /** The same in single NAL unit mode instead of non-interleaved, or the other way round. */
    public Optional<H264Format> inOtherMode() {
        return mode > 1 ? Optional.empty() : Optional.of(new H264Format(profile, level, 1 - mode, asymmetric));
    }

    /** Same mode, and profiles that read each other's streams. */
    public boolean alike(H264Format other) {
        return mode == other.mode && rank(profile) == rank(other.profile);
    }

    /** {@return whether an answer takes up the format that was sent} */
    public static boolean takenUp(PayloadType sent, PayloadType answered) {
        Optional<H264Format> format = of(sent);
        return format.isPresent()
                && of(answered).filter(format.get()::takenUpBy).isPresent();
    }

    /** {@return whether two may share a number over time} An endpoint's constraint bits come and go between its offers. */
    public static boolean alike(PayloadType one, PayloadType other) {
        Optional<H264Format> format = of(one);
        return format.isPresent() && of(other).filter(format.get()::alike).isPresent();
    }

    /** Baseline, Main, Extended, High and above; a decoder of one reads the simpler ones. */
    private static int rank(int profile) {
        return switch (profile >> 8) {
            case 0x42 -> 0;
            case 0x4D -> 1;
            case 0x58 -> 2;
            default -> profile >> 8; // 0x64 High and the professional ones
        };
    }

    /** The fmtp text this format is offered with: its own, without what concerns one sender only. */
    public String offer(PayloadType own) {
        return text(profile, level, asymmetric, own);
    }

    /** The fmtp text that answers this format when the other end answered with {@code answer}. */
    public String answer(H264Format answer, PayloadType answered) {
        boolean both = asymmetric && answer.asymmetric;
        int agreed = both ? answer.level : Math.min(level, answer.level);
        return text(profile, agreed, both, answered);
    }

    private String text(int profileBits, int levelIdc, boolean free, PayloadType declaring) {
        List<String> pieces = new ArrayList<>();
        pieces.add(String.format(Locale.ROOT, "profile-level-id=%04X%02X", profileBits, levelIdc));
        pieces.add("packetization-mode=" + mode);
        if (free) {
            pieces.add("level-asymmetry-allowed=1");
        }
        for (String name : DECLARED) {
            declaring
                    .parameter(name)
                    .filter(value -> value.matches("[0-9]{1,9}"))
                    .ifPresent(value -> pieces.add(name + "=" + value));
        }
        return String.join(";", pieces);
    }
}
