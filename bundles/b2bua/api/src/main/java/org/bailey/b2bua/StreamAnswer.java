package org.bailey.b2bua;

import java.util.Map;

/**
 * What two sides have in common, and how packets are renumbered between them.
 *
 * @param line for the offerer, in the offerer's payload numbers
 * @param toAnswerer payload number as the offerer sends it to the number the answerer wants
 * @param toOfferer payload number as the answerer sends it to the number the offerer wants
 */
public record StreamAnswer(StreamLine line, Map<Integer, Integer> toAnswerer, Map<Integer, Integer> toOfferer) {
    public StreamAnswer {
        toAnswerer = Map.copyOf(toAnswerer);
        toOfferer = Map.copyOf(toOfferer);
    }
}
