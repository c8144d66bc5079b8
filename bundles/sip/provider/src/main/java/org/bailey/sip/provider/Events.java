package org.bailey.sip.provider;

import org.bailey.sip.SipEvent;

/** Where transactions tell what happens to them. */
@FunctionalInterface
interface Events {
    void tell(String owner, SipEvent event);
}
