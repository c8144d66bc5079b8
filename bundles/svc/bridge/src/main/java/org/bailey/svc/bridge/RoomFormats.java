package org.bailey.svc.bridge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bailey.media.PictureTerms;
import org.bailey.media.SsrcSpan;
import org.bailey.sdp.H264Format;
import org.bailey.sdp.H264Picture;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.PayloadType;
import org.bailey.sdp.SsrcRange;
import org.jspecify.annotations.Nullable;

/** Which forms of H.264 a room is offered, which of its own suit, and what pictures it gets. */
record RoomFormats(LayeredSettings settings) {
    private static final int CONSTRAINED_BASELINE = 0x42E0;
    /** Plain High: rooms do not know its constrained form. Its pictures are never shown in another order all the same. */
    private static final int HIGH = 0x6400;

    private static final int BASELINE_IDC = 0x42;
    private static final int SINGLE = 0;
    private static final int PIECES = 1;

    /** All H.264 a line names, in order. */
    static List<PayloadType> plain(MediaDescription line) {
        return line.payloadTypes().stream()
                .filter(type -> H264Format.of(type).isPresent())
                .toList();
    }

    /** What suits of a line, best first. */
    List<PayloadType> of(MediaDescription line) {
        return best(plain(line).stream().filter(type -> suits(format(type))).toList());
    }

    /** Pieces before single units, then the wanted profile first; else in the order they stand in. */
    List<PayloadType> best(List<PayloadType> types) {
        return types.stream()
                .sorted(Comparator.comparing((PayloadType type) -> format(type).mode() != PIECES)
                        .thenComparing(type -> baseline(format(type)) == settings.high()))
                .toList();
    }

    private boolean suits(H264Format format) {
        return format.mode() == PIECES
                || format.mode() == SINGLE && settings.rooms() != LayeredSettings.SingleUnits.REFUSE;
    }

    /** What a room is offered, best first; the first with this number. */
    List<PayloadType> offered(int number) {
        List<PayloadType> types = new ArrayList<>();
        for (int profile :
                settings.high() ? new int[] {HIGH, CONSTRAINED_BASELINE} : new int[] {CONSTRAINED_BASELINE}) {
            for (int mode : new int[] {PIECES, SINGLE}) {
                H264Format format = new H264Format(profile, settings.most().level(), mode, true);
                if (suits(format)) {
                    PayloadType type = PayloadType.of(number, "H264", 90000);
                    types.add(type.withFmtp(format.offer(type)));
                }
            }
        }
        return types;
    }

    /** The answer to one of a room's formats: the level is ours where it may differ, else the lower one. */
    PayloadType answer(PayloadType theirs) {
        PayloadType type = PayloadType.of(theirs.number(), "H264", 90000);
        H264Format format = format(theirs);
        H264Format ours = new H264Format(format.profile(), settings.most().level(), format.mode(), true);
        return type.withFmtp(format.answer(ours, type));
    }

    /** What a room gets that takes this, of the sources a client announced. */
    PictureTerms forRoom(PayloadType takes, Optional<SsrcRange> announced) {
        H264Format format = format(takes);
        H264Picture largest = H264Picture.of(takes).orElseThrow();
        H264Picture picture = largest.within(settings.most());
        boolean whole = format.mode() == SINGLE && settings.rooms() == LayeredSettings.SingleUnits.WHOLE;
        return new PictureTerms(
                false,
                !whole,
                whole ? settings.longestUnit() : 0,
                picture.width(),
                picture.height(),
                picture.framesPerSecond(),
                0,
                Math.max(format.level(), largest.level()),
                announced.map(RoomFormats::span).orElse(null));
    }

    /** What a client gets. */
    PictureTerms forClient() {
        H264Picture most = settings.most();
        return new PictureTerms(true, true, 0, most.width(), most.height(), most.framesPerSecond(), 0, 0, null);
    }

    private static @Nullable SsrcSpan span(SsrcRange range) {
        return new SsrcSpan(range.first(), (int) Math.min(1000, range.last() - range.first() + 1));
    }

    private static boolean baseline(H264Format format) {
        return format.profile() >> 8 == BASELINE_IDC;
    }

    private static H264Format format(PayloadType type) {
        return H264Format.of(type).orElseThrow();
    }
}
