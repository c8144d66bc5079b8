package org.bailey.module.provider;

import java.util.Optional;
import org.bailey.call.Admission;
import org.bailey.dialplan.Origin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Refuses new calls while the appliance is drained: callers with another gateway go there at once. */
@Component
public final class DrainedAdmission implements Admission {
    /** Long enough for a maintenance to be through, short enough that nobody forgets us. */
    static final int RETRY_AFTER_SECONDS = 60;

    private final DrainSwitch drain;

    @Activate
    public DrainedAdmission(@Reference DrainSwitch drain) {
        this.drain = drain;
    }

    @Override
    public Optional<Refusal> refusal(Origin caller, int live) {
        return drain.refuses()
                ? Optional.of(new Refusal(
                        503,
                        "This gateway is in maintenance and takes no new calls",
                        RETRY_AFTER_SECONDS,
                        "MODULE-002"))
                : Optional.empty();
    }
}
