package org.bailey.b2bua.provider.bridge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bailey.b2bua.PictureFeedback;
import org.bailey.dialplan.Dialect;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.PictureTerms;
import org.bailey.media.VideoWish;
import org.bailey.sdp.Attribute;
import org.bailey.sdp.H264Picture;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.PayloadType;
import org.jspecify.annotations.Nullable;

/** What a peer and we agreed to say about pictures (RFC 4585, RFC 5104, [MS-SDPEXT] section 3.1.5.28). */
final class Understood {
    private Understood() {}

    /**
     * @param theirs the peer's line
     * @param ours the feedback our own line to it names
     * @param numbers its payload numbers that are carried
     * @param kbit how much it takes
     * @param picture what becomes of pictures on the way to it; null for nothing
     */
    static FeedbackTerms of(
            Dialect dialect,
            MediaDescription theirs,
            List<String> ours,
            Collection<Integer> numbers,
            long kbit,
            @Nullable PictureTerms picture) {
        boolean microsoft = dialect == Dialect.MICROSOFT;
        if (!theirs.is("video")) {
            return new FeedbackTerms(microsoft, false, false, false, false, false, microsoft, -1, VideoWish.NONE);
        }
        List<String> both = new ArrayList<>(PictureFeedback.named(theirs.attributes()));
        both.retainAll(ours);
        List<String> taken = microsoft ? received(theirs) : List.of();
        Optional<PayloadType> type = theirs.payloadTypes().stream()
                .filter(each -> numbers.contains(each.number()))
                .findFirst();
        return new FeedbackTerms(
                microsoft,
                both.contains(PictureFeedback.PICTURE_LOSS),
                both.contains(PictureFeedback.FULL_INTRA),
                both.contains(PictureFeedback.BIT_RATE),
                taken.contains("src"),
                taken.contains("x-pli"),
                !taken.isEmpty(),
                type.map(PayloadType::number).orElse(-1),
                wish(type, kbit * 1000, picture));
    }

    /** What it wants to see: what is carried to it, else the largest picture it can take. */
    private static VideoWish wish(Optional<PayloadType> type, long bitsPerSecond, @Nullable PictureTerms picture) {
        H264Picture largest = picture == null
                ? type.flatMap(H264Picture::of).orElse(null)
                : new H264Picture(picture.width(), picture.height(), picture.framesPerSecond());
        return largest == null
                ? new VideoWish(false, bitsPerSecond, 0, 0, 0, false)
                : new VideoWish(
                        false, bitsPerSecond, largest.width(), largest.height(), largest.framesPerSecond(), false);
    }

    /** {@code * x-message app send:src,x-pli recv:src,x-pli}: what the peer takes. */
    private static List<String> received(MediaDescription line) {
        return line.attributes("rtcp-fb").stream()
                .map(Attribute::text)
                .filter(text -> text.contains("x-message"))
                .flatMap(text -> Arrays.stream(text.split("\\s+")))
                .filter(word -> word.startsWith("recv:"))
                .flatMap(word -> Arrays.stream(word.substring("recv:".length()).split(",")))
                .toList();
    }
}
