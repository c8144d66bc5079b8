package org.bailey.sip.provider;

import java.util.Map;
import org.bailey.sip.SipUser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Seats the users of the stack. Apart from it, because users need the stack before they are there themselves. */
@Component(service = {})
public final class UserSeats {
    private final JainSipStack stack;

    @Activate
    public UserSeats(@Reference JainSipStack stack) {
        this.stack = stack;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addUser(SipUser user, Map<String, Object> properties) {
        stack.addUser(user, properties);
    }

    void removeUser(SipUser user, Map<String, Object> properties) {
        stack.removeUser(user, properties);
    }
}
