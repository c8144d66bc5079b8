package org.bailey.ice.provider;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.bailey.ice.IceCheck;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.bailey.stun.FingerprintForm;
import org.bailey.stun.IntegrityForm;
import org.bailey.stun.MalformedStun;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunKey;
import org.bailey.stun.StunMessage;
import org.bailey.stun.StunWriter;

/**
 * [MS-ICE2] section 3.1.4.8: checks in the format of RFC 3489bis-02 until the peer's own messages are seen to have that of
 * RFC 5389, as those of later clients do.
 */
final class MicrosoftDialect implements Dialect {
    static final MicrosoftDialect ONE = new MicrosoftDialect();
    /** What we say of ourselves: formats of RFC 3489bis-02, which every client understands. */
    private static final int VERSION = 2;

    private MicrosoftDialect() {}

    @Override
    public void request(
            StunWriter writer, IceSession session, RemoteIce remote, IceCheck check, FingerprintForm fingerprint) {
        boolean rfc = session.rfcIntegrity != check.pair.otherForm;
        String username = Dialect.username(session, remote);
        if (check.useCandidate) {
            writer.flag(StunAttribute.USE_CANDIDATE);
        }
        writer.number(StunAttribute.PRIORITY, check.priority)
                .number64(
                        check.controlling ? StunAttribute.ICE_CONTROLLING : StunAttribute.ICE_CONTROLLED,
                        session.tieBreaker);
        if (rfc) {
            writer.text(StunAttribute.USERNAME, username);
        } else {
            writer.paddedText(StunAttribute.USERNAME, username);
        }
        writer.paddedText(StunAttribute.MS_CANDIDATE_IDENTIFIER, check.pair.local.foundation())
                .number(StunAttribute.MS_IMPLEMENTATION_VERSION, VERSION)
                .integrity(
                        StunKey.shortTerm(remote.parameters().password()),
                        rfc ? IntegrityForm.RFC : IntegrityForm.MICROSOFT)
                .fingerprint(fingerprint);
    }

    @Override
    public void answer(
            StunWriter writer, StunMessage request, InetSocketAddress from, StunKey key, IntegrityForm form) {
        writer.address(StunAttribute.XOR_MAPPED_ADDRESS, from);
        ByteBuffer username = request.value(StunAttribute.USERNAME);
        if (form == IntegrityForm.MICROSOFT && username != null) {
            writer.put(StunAttribute.USERNAME, username);
        }
        writer.number(StunAttribute.MS_IMPLEMENTATION_VERSION, VERSION)
                .integrity(key, form)
                .fingerprint(FingerprintForm.RFC);
    }

    @Override
    public boolean twice(IceSession session) {
        return session.peerVersion < 0 && !session.rfcIntegrity;
    }

    @Override
    public void heard(IceSession session, StunMessage message, IntegrityForm form) {
        session.rfcIntegrity |= form == IntegrityForm.RFC;
        try {
            session.peerVersion =
                    message.number(StunAttribute.MS_IMPLEMENTATION_VERSION).orElse(session.peerVersion);
        } catch (MalformedStun e) {
            // then it is not known
        }
    }

    @Override
    public boolean strict() {
        return false;
    }

    @Override
    public boolean consent() {
        return false;
    }
}
