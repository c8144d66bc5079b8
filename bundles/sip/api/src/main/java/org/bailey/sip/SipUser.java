package org.bailey.sip;

import java.net.InetAddress;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Somebody with transactions: registered as a service with the property {@link #OWNER}. New requests go to the user whose
 * owner name is {@code call}; answers go to the owner of the transaction.
 */
@ConsumerType
public interface SipUser {
    /** Service property: the owner name in {@link TransactionId}. */
    String OWNER = "org.bailey.sip.owner";

    /** Called on a thread of the keeper, in the order things happened per connection: enqueue and return. */
    void happened(SipEvent event);

    /**
     * {@return whether a peer of ours is at that address, which limits for strangers do not bind} Called on a thread of the
     * keeper: return at once.
     */
    default boolean knows(InetAddress address) {
        return false;
    }
}
