package org.bailey.module.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class HealthTest {
    @Test
    void whatWasWellAtEitherMomentCounts() {
        Health.Before stopped = new Health.Before(Set.of(1L), Set.of("a/One"));
        Health.Before lately = new Health.Before(Set.of(1L, 2L), Set.of("a/One", "b/Two"));
        assertEquals(new Health.Before(Set.of(1L, 2L), Set.of("a/One", "b/Two")), stopped.or(lately));
    }
}
