package org.bailey.b2bua.provider.bridge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bailey.dialplan.Dialect;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.VideoWish;
import org.bailey.sdp.Attribute;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.PayloadType;

/** What a peer and we agreed to say about pictures (RFC 4585, RFC 5104, [MS-SDPEXT] section 3.1.5.28). */
final class Understood {
    static final String PICTURE_LOSS = "nack pli";
    static final String FULL_INTRA = "ccm fir";
    static final String BIT_RATE = "ccm tmmbr";

    private Understood() {}

    /**
     * @param theirs the peer's line
     * @param ours the feedback our own line to it names
     * @param numbers its payload numbers that are carried
     * @param kbit how much it takes
     */
    static FeedbackTerms of(
            Dialect dialect, MediaDescription theirs, List<String> ours, Collection<Integer> numbers, long kbit) {
        boolean microsoft = dialect == Dialect.MICROSOFT;
        if (!theirs.is("video")) {
            return new FeedbackTerms(microsoft, false, false, false, false, false, microsoft, -1, VideoWish.NONE);
        }
        List<String> both = new ArrayList<>(feedback(theirs));
        both.retainAll(ours);
        List<String> taken = microsoft ? received(theirs) : List.of();
        Optional<PayloadType> type = theirs.payloadTypes().stream()
                .filter(each -> numbers.contains(each.number()))
                .findFirst();
        return new FeedbackTerms(
                microsoft,
                both.contains(PICTURE_LOSS),
                both.contains(FULL_INTRA),
                both.contains(BIT_RATE),
                taken.contains("src"),
                taken.contains("x-pli"),
                !taken.isEmpty(),
                type.map(PayloadType::number).orElse(-1),
                PictureLimit.wish(type, kbit * 1000));
    }

    /** The standard feedback a line names, without parameters. */
    static List<String> feedback(MediaDescription line) {
        return feedback(line.attributes());
    }

    static List<String> feedback(List<Attribute> attributes) {
        return attributes.stream()
                .filter(attribute -> attribute.is("rtcp-fb"))
                .map(attribute -> attribute.text().split("\\s+"))
                .filter(words -> words.length >= 3)
                .map(words -> words[1] + " " + words[2])
                .toList();
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
