package org.bailey.system.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.bailey.system.NameResolver.Service;

/** The order in which SRV records are tried: RFC 2782, "Usage rules". */
final class ServiceOrder {
    private ServiceOrder() {}

    /**
     * @param random gives a number from 0 up to but not including its argument
     * @return lowest priority first; among equals, drawn one by one in proportion to their weights
     */
    static List<Service> draw(List<Service> records, IntUnaryOperator random) {
        List<Service> waiting = new ArrayList<>(records);
        // weight 0 first, as the RFC wants it: such records keep a very small chance
        waiting.sort(Comparator.comparingInt(Service::priority).thenComparingInt(Service::weight));
        List<Service> drawn = new ArrayList<>();
        while (!waiting.isEmpty()) {
            int priority = waiting.get(0).priority();
            List<Service> equals =
                    waiting.stream().filter(s -> s.priority() == priority).toList();
            int sum = equals.stream().mapToInt(Service::weight).sum();
            int mark = random.applyAsInt(sum + 1);
            int running = 0;
            for (Service one : equals) {
                running += one.weight();
                if (running >= mark) {
                    drawn.add(one);
                    waiting.remove(one);
                    break;
                }
            }
        }
        return drawn;
    }
}
