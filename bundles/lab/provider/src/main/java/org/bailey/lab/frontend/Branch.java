package org.bailey.lab.frontend;

import org.bailey.lab.wire.Link;
import org.bailey.lab.wire.SipMessage;
import org.jspecify.annotations.Nullable;

/** A request as it was forwarded to one next hop. On the loop. */
final class Branch {
    final Forwarding owner;
    final Link link;
    final SipMessage request;
    boolean progressed;
    boolean cancelWanted;
    boolean cancelSent;

    @Nullable
    SipMessage last;

    Branch(Forwarding owner, Link link, SipMessage request) {
        this.owner = owner;
        this.link = link;
        this.request = request;
    }

    boolean done() {
        SipMessage answer = last;
        return answer != null && answer.status() >= 200;
    }
}
