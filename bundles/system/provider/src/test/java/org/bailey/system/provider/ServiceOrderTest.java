package org.bailey.system.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.bailey.system.NameResolver.Service;
import org.junit.jupiter.api.Test;

class ServiceOrderTest {
    @Test
    void lowerPriorityNumbersAlwaysComeFirstAndNothingIsLost() {
        Random random = new Random(2782);
        for (int i = 0; i < 1000; i++) {
            List<Service> records = new ArrayList<>();
            for (int n = random.nextInt(9); n > 0; n--) {
                records.add(new Service(random.nextInt(3), random.nextInt(4) * 50, 5061, "h" + random.nextInt(5)));
            }
            List<Service> drawn = ServiceOrder.draw(records, random::nextInt);
            List<Integer> priorities = drawn.stream().map(Service::priority).toList();
            assertEquals(priorities.stream().sorted().toList(), priorities);
            Comparator<Service> any = Comparator.comparing(Service::toString);
            assertEquals(
                    records.stream().sorted(any).toList(),
                    drawn.stream().sorted(any).toList());
        }
    }

    @Test
    void weightsShareTheLoad() {
        Random random = new Random(1);
        Service heavy = new Service(10, 70, 5061, "gw1");
        Service light = new Service(10, 30, 5061, "gw2");
        int first = 0;
        for (int i = 0; i < 10_000; i++) {
            first += ServiceOrder.draw(List.of(light, heavy), random::nextInt).get(0) == heavy ? 1 : 0;
        }
        assertTrue(first > 6700 && first < 7300, "70 of 100, but was " + first + " of 10000");
    }
}
