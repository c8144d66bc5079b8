package org.bailey.dialplan.provider.rehearsal;

import java.util.Optional;
import org.bailey.dialplan.DialPlan;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.Question;
import org.bailey.dialplan.SipVariant;

/**
 * A line of the record: {@code COUNT from variant alias result}, parted by tabs.
 *
 * @param result where it went, in the words of {@link org.bailey.dialplan.Explanation#result()}
 */
record CallLine(Question question, String result) {
    private static final int PARTS = 5;
    private static final int LONGEST_ALIAS = 512;
    private static final int LONGEST_RESULT = 300;

    /** {@return the line of a call; empty for what is too long to be one} */
    static Optional<CallLine> of(String uri, Origin origin, String result) {
        // what names a device or asks for a service is nobody's alias
        int parameters = uri.indexOf(';', Math.max(0, uri.indexOf('@')));
        boolean phone =
                parameters >= 0 && uri.substring(parameters).toLowerCase().contains(";user=phone");
        boolean tel = uri.regionMatches(true, 0, "tel:", 0, 4);
        String alias = parameters < 0 || tel ? uri : uri.substring(0, parameters) + (phone ? ";user=phone" : "");
        if (alias.length() > LONGEST_ALIAS || alias.isBlank()) {
            return Optional.empty();
        }
        String from = origin.zone().isEmpty() ? DialPlan.DEFAULT_ZONE : origin.zone();
        Question question = new Question(plain(alias), plain(from), origin.variant());
        String words = plain(result);
        return Optional.of(new CallLine(question, words.substring(0, Math.min(LONGEST_RESULT, words.length()))));
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    String text(long count) {
        return count + "\t" + question.from() + "\t" + question.variant() + "\t" + question.alias() + "\t" + result
                + "\n";
    }

    /** Takes a line apart; one that was cut off by a power cut says nothing. */
    static Optional<Counted> read(String line) {
        String[] parts = line.split("\t", -1);
        try {
            if (parts.length == PARTS) {
                Question question = new Question(parts[3], parts[1], SipVariant.valueOf(parts[2]));
                return Optional.of(new Counted(new CallLine(question, parts[4]), Long.parseLong(parts[0])));
            }
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** A line and how many calls it stands for. */
    record Counted(CallLine line, long count) {}
}
