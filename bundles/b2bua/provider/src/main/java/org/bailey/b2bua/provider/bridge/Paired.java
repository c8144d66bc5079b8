package org.bailey.b2bua.provider.bridge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.bailey.sdp.PayloadType;

/**
 * One format through the three descriptions of an exchange.
 *
 * @param offered in the offerer's numbers
 * @param sent in ours towards the answerer
 * @param answered in the answerer's
 */
record Paired(PayloadType offered, PayloadType sent, PayloadType answered) {
    /**
     * The formats that were answered, in the answerer's order of preference.
     *
     * @param offered those of the offer that were passed on, in order
     * @param sent what was made of them, in the same order
     * @param accepts whether the answer (second) takes up what was sent (first)
     */
    static List<Paired> of(
            List<PayloadType> offered,
            List<PayloadType> sent,
            List<PayloadType> answered,
            BiPredicate<PayloadType, PayloadType> accepts) {
        List<Paired> pairs = new ArrayList<>();
        boolean[] taken = new boolean[Math.min(offered.size(), sent.size())];
        for (PayloadType answer : answered) {
            int at = find(sent, taken, type -> type.number() == answer.number() && accepts.test(type, answer));
            at = at >= 0 ? at : find(sent, taken, type -> accepts.test(type, answer));
            if (at >= 0) {
                taken[at] = true;
                pairs.add(new Paired(offered.get(at), sent.get(at), answer));
            }
        }
        return pairs;
    }

    private static int find(List<PayloadType> sent, boolean[] taken, Predicate<PayloadType> wanted) {
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i] && wanted.test(sent.get(i))) {
                return i;
            }
        }
        return -1;
    }

    static Map<Integer, Integer> toAnswerer(List<Paired> pairs) {
        Map<Integer, Integer> numbers = new HashMap<>();
        pairs.forEach(pair -> numbers.put(pair.offered.number(), pair.answered.number()));
        return numbers;
    }

    /** By the numbers we offered; and by the answerer's own, which some peers send with, where that is not ambiguous. */
    static Map<Integer, Integer> toOfferer(List<Paired> pairs) {
        Map<Integer, Integer> numbers = new HashMap<>();
        pairs.forEach(pair -> numbers.put(pair.sent.number(), pair.offered.number()));
        pairs.forEach(pair -> numbers.putIfAbsent(pair.answered.number(), pair.offered.number()));
        return numbers;
    }
}
