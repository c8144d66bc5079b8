package org.bailey.b2bua;

import java.util.Map;
import org.bailey.media.PictureTerms;
import org.jspecify.annotations.Nullable;

/**
 * What two sides have in common, and how packets are renumbered between them.
 *
 * @param line for the offerer, in the offerer's payload numbers
 * @param toAnswerer payload number as the offerer sends it to the number the answerer wants
 * @param toOfferer payload number as the answerer sends it to the number the offerer wants
 * @param answererSees what pictures become on the way to the answerer, its bit rate aside; null to carry them as they are
 * @param offererSees the same towards the offerer
 */
public record StreamAnswer(
        StreamLine line,
        Map<Integer, Integer> toAnswerer,
        Map<Integer, Integer> toOfferer,
        @Nullable PictureTerms answererSees,
        @Nullable PictureTerms offererSees) {
    public StreamAnswer {
        toAnswerer = Map.copyOf(toAnswerer);
        toOfferer = Map.copyOf(toOfferer);
    }

    /** For packets that are carried across as they are. */
    public StreamAnswer(StreamLine line, Map<Integer, Integer> toAnswerer, Map<Integer, Integer> toOfferer) {
        this(line, toAnswerer, toOfferer, null, null);
    }
}
