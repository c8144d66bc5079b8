package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a forked callee of {@code answer-twice*.xml} was told after its two 200, read from sipp's message log.
 *
 * @param told method and endpoint in the order of arrival, without repetitions
 */
record TwoAnswers(List<String> told) {
    private static final Pattern TOLD =
            Pattern.compile("(?m)^(ACK|BYE) sip:(?:.*\\R)+?To: .*;tag=\\d+(desk|mobile)\\d+", Pattern.CASE_INSENSITIVE);

    static TwoAnswers of(Sipp callee) {
        return new TwoAnswers(TOLD.matcher(callee.messages())
                .results()
                .map(TwoAnswers::words)
                .distinct()
                .toList());
    }

    private static String words(MatchResult found) {
        return found.group(1) + " " + found.group(2);
    }

    void assertFirstKeptAndSecondEnded() {
        assertEquals(4, told.size(), () -> "each endpoint wants an ACK and a BYE: " + told);
        assertTrue(told.contains("ACK desk"), () -> "the first answer is not acknowledged: " + told);
        assertTrue(
                told.indexOf("BYE mobile") > told.indexOf("ACK mobile"),
                () -> "the second is ended before it is acknowledged: " + told);
        assertEquals("BYE desk", told.get(3), () -> "the first does not outlive the second: " + told);
    }
}
