package org.bailey.b2bua;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.bailey.sdp.PayloadType;

/** Gives payload types numbers such that none changes its meaning on a leg (RFC 3264 section 8.3.2). */
public final class PayloadNumbers {
    private PayloadNumbers() {}

    /**
     * @param wanted with the numbers they would like to have
     * @param known in use on the leg
     * @param same whether two payload types are one format
     * @return in the same order; a known format keeps its number, others theirs where free, else a dynamic one
     */
    public static List<PayloadType> assign(
            List<PayloadType> wanted, List<PayloadType> known, BiPredicate<PayloadType, PayloadType> same) {
        Set<Integer> used = new HashSet<>();
        Set<Integer> foreign = new HashSet<>();
        known.forEach(type -> foreign.add(type.number()));
        List<PayloadType> numbered = new ArrayList<>();
        for (PayloadType type : wanted) {
            int number = known.stream()
                    .filter(old -> same.test(old, type) && !used.contains(old.number()))
                    .mapToInt(PayloadType::number)
                    .findFirst()
                    .orElseGet(() -> free(type.number(), used, foreign));
            used.add(number);
            numbered.add(type.withNumber(number));
        }
        return numbered;
    }

    private static int free(int liked, Set<Integer> used, Set<Integer> foreign) {
        if (!used.contains(liked) && !foreign.contains(liked)) {
            return liked;
        }
        // the dynamic range, then the numbers RFC 3551 section 3 leaves unassigned
        for (int from : new int[] {96, 35}) {
            for (int number = from; number < (from == 96 ? 128 : 64); number++) {
                if (!used.contains(number) && !foreign.contains(number)) {
                    return number;
                }
            }
        }
        return liked;
    }
}
