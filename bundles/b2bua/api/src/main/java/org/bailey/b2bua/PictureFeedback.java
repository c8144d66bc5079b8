package org.bailey.b2bua;

import java.util.ArrayList;
import java.util.List;
import org.bailey.dialplan.Dialect;
import org.bailey.sdp.Attribute;
import org.bailey.sdp.MediaDescription;

/** What may be said about pictures in RTCP (RFC 4585, RFC 5104), as it stands in descriptions. Microsoft's own is its dialect's. */
public final class PictureFeedback {
    public static final String PICTURE_LOSS = "nack pli";
    public static final String FULL_INTRA = "ccm fir";
    public static final String BIT_RATE = "ccm tmmbr";

    private PictureFeedback() {}

    /** {@return what an offer names: all that is understood and translated, whatever the other side does} */
    public static List<Attribute> offered(Dialect to) {
        List<Attribute> lines = new ArrayList<>();
        lines.add(Attribute.of("rtcp-fb", "* " + PICTURE_LOSS));
        lines.add(Attribute.of("rtcp-fb", "* " + FULL_INTRA));
        if (to == Dialect.STANDARD) {
            lines.add(Attribute.of("rtcp-fb", "* " + BIT_RATE));
        }
        return lines;
    }

    /** {@return what the answer to a line names: of that, what the line named} */
    public static List<Attribute> answered(MediaDescription offered, Dialect offerer) {
        List<String> theirs = named(offered.attributes());
        return offered(offerer).stream()
                .filter(ours -> theirs.containsAll(named(List.of(ours))))
                .toList();
    }

    /** {@return the feedback attributes name, without parameters: "nack pli"} */
    public static List<String> named(List<Attribute> attributes) {
        return attributes.stream()
                .filter(attribute -> attribute.is("rtcp-fb"))
                .map(attribute -> attribute.text().split("\\s+"))
                .filter(words -> words.length >= 3)
                .map(words -> words[1] + " " + words[2])
                .toList();
    }
}
