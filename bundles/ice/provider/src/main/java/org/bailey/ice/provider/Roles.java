package org.bailey.ice.provider;

import java.util.List;
import org.bailey.ice.IceCheck;
import org.bailey.ice.IcePair;
import org.bailey.ice.IceSession;

/** Who chooses, when both ends thought they do (RFC 8445 section 7.3.1.1). */
final class Roles {
    private Roles() {}

    static void change(Run run, boolean controlling, String why) {
        IceSession session = run.session();
        session.controlling = controlling;
        session.settleNanos = Long.MAX_VALUE;
        for (IcePair pair : session.pairs) {
            pair.choosing = false;
            pair.nominated = false;
        }
        CheckList.reorder(session);
        for (IceCheck check : List.copyOf(session.checks)) {
            // it claims the other role, and so would its repetitions
            if (!check.consent && check.controlling != controlling) {
                session.checks.remove(check);
                if (check.pair.state == IcePair.State.IN_PROGRESS) {
                    check.pair.state = IcePair.State.WAITING;
                    session.triggered.add(check.pair);
                }
            }
        }
        run.step("role conflict, " + why + ": now " + (controlling ? "controlling" : "controlled"));
    }
}
