package org.bailey.call.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.bailey.call.Admission;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.SipVariant;
import org.junit.jupiter.api.Test;

class AdmissionsTest {
    private static final Origin CALLER = new Origin("", Dialect.STANDARD, SipVariant.STANDARD, true, "");

    private static Optional<String> asked(Admissions admissions) {
        return admissions.refusal(CALLER, 0).map(each -> each.status() + " " + each.reason());
    }

    @Test
    void noCallIsTakenWhileOneIsAbsentWhoHasToBeAsked() {
        Admissions admissions = new Admissions("optionkey");
        Admission other = (caller, live) -> Optional.empty();
        Admission keys = (caller, live) -> Optional.empty();
        admissions.add(other, "");
        Optional<String> refused = Optional.of("503 optionkey has to be asked and is not there");
        assertEquals(refused, asked(admissions));
        admissions.add(keys, "optionkey");
        assertEquals(Optional.empty(), asked(admissions));
        admissions.remove(keys);
        assertEquals(refused, asked(admissions));
    }

    @Test
    void whoDoesNotHaveToBeAskedMayBeAbsent() {
        Admissions admissions = new Admissions("");
        assertEquals(Optional.empty(), asked(admissions));
        admissions.add((caller, live) -> Optional.of(new Admission.Refusal(503, "full", null, "X-001")), "");
        assertEquals(Optional.of("503 full"), asked(admissions));
    }
}
