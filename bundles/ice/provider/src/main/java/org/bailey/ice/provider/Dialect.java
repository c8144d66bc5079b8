package org.bailey.ice.provider;

import java.net.InetSocketAddress;
import org.bailey.ice.IceCheck;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceParameters;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.bailey.stun.FingerprintForm;
import org.bailey.stun.IntegrityForm;
import org.bailey.stun.StunKey;
import org.bailey.stun.StunMessage;
import org.bailey.stun.StunWriter;
import org.jspecify.annotations.Nullable;

/** What differs between the dialects; how pairs are found and chosen does not. Stateless. */
interface Dialect {
    static Dialect of(IceDialect dialect) {
        return dialect == IceDialect.MICROSOFT ? MicrosoftDialect.ONE : StandardDialect.ONE;
    }

    /** {@return the name of a check: whom it is for, and from whom, as the peer knows us} */
    static String username(IceSession session, RemoteIce remote) {
        IceParameters ours = session.checkedWith == null ? session.local : session.checkedWith;
        return remote.parameters().ufrag() + ":" + ours.ufrag();
    }

    /** Writes what a check says, integrity and fingerprint included. */
    void request(StunWriter writer, IceSession session, RemoteIce remote, IceCheck check, FingerprintForm fingerprint);

    /** Writes the answer to a check whose integrity was of that form. */
    void answer(StunWriter writer, StunMessage request, InetSocketAddress from, StunKey key, IntegrityForm form);

    /** Whether each check is sent a second time, for receivers that only know the old table. */
    boolean twice(IceSession session);

    /** Learns from a message whose integrity was of that form. */
    void heard(IceSession session, StunMessage message, IntegrityForm form);

    /** Whether a message with attributes nobody knows is refused. */
    boolean strict();

    /** Whether the peer may be asked for its consent. */
    boolean consent();

    /** {@return in which form integrity is right; null when it is in none} */
    static @Nullable IntegrityForm intact(StunMessage message, StunKey key, boolean microsoftFirst) {
        IntegrityForm first = microsoftFirst ? IntegrityForm.MICROSOFT : IntegrityForm.RFC;
        if (message.intact(key, first)) {
            return first;
        }
        IntegrityForm second = microsoftFirst ? IntegrityForm.RFC : IntegrityForm.MICROSOFT;
        return message.intact(key, second) ? second : null;
    }
}
