package org.bailey.ice.provider;

import java.net.InetSocketAddress;
import org.bailey.ice.IceCheck;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.bailey.stun.FingerprintForm;
import org.bailey.stun.IntegrityForm;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunKey;
import org.bailey.stun.StunMessage;
import org.bailey.stun.StunWriter;

/** RFC 8445 section 7, as RFC 5245 has it too. */
final class StandardDialect implements Dialect {
    static final StandardDialect ONE = new StandardDialect();

    private StandardDialect() {}

    @Override
    public void request(
            StunWriter writer, IceSession session, RemoteIce remote, IceCheck check, FingerprintForm fingerprint) {
        writer.text(StunAttribute.USERNAME, Dialect.username(session, remote))
                .number(StunAttribute.PRIORITY, check.priority)
                .number64(
                        check.controlling ? StunAttribute.ICE_CONTROLLING : StunAttribute.ICE_CONTROLLED,
                        session.tieBreaker);
        if (check.useCandidate) {
            writer.flag(StunAttribute.USE_CANDIDATE);
        }
        writer.integrity(StunKey.shortTerm(remote.parameters().password()), IntegrityForm.RFC)
                .fingerprint(FingerprintForm.RFC);
    }

    @Override
    public void answer(
            StunWriter writer, StunMessage request, InetSocketAddress from, StunKey key, IntegrityForm form) {
        writer.address(StunAttribute.XOR_MAPPED_ADDRESS, from)
                .integrity(key, form)
                .fingerprint(FingerprintForm.RFC);
    }

    @Override
    public boolean twice(IceSession session) {
        return false;
    }

    @Override
    public void heard(IceSession session, StunMessage message, IntegrityForm form) {
        // nothing differs between peers
    }

    @Override
    public boolean strict() {
        return true;
    }

    @Override
    public boolean consent() {
        return true;
    }
}
