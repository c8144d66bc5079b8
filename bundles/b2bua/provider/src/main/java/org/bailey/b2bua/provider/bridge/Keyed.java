package org.bailey.b2bua.provider.bridge;

import java.util.List;
import org.bailey.b2bua.provider.bridge.Encryption.Verdict;
import org.bailey.dialplan.Dialect;
import org.bailey.media.LocalPorts;
import org.bailey.media.MediaSecret;
import org.bailey.media.SrtpKey;
import org.bailey.sdp.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one leg of a media line.
 *
 * @param secret what ours are made of; there whenever the leg is secured
 */
record Keyed(Verdict verdict, @Nullable MediaSecret secret) {

    /** {@return null when the line cannot be had} */
    static @Nullable Keyed of(Verdict verdict, @Nullable LocalPorts ports) {
        MediaSecret secret = ports == null ? null : ports.secret();
        boolean impossible =
                verdict instanceof Verdict.Impossible || verdict instanceof Verdict.Secured && secret == null;
        return impossible ? null : new Keyed(verdict, secret);
    }

    /** What the peer protects its packets with; null for plain RTP. */
    @Nullable
    SrtpKey theirs() {
        return verdict instanceof Verdict.Secured secured ? secured.theirKey() : null;
    }

    /** What we protect packets to the peer with; null for plain RTP. */
    @Nullable
    SrtpKey ours() {
        return verdict instanceof Verdict.Secured secured && secret != null ? secured.ourKey(secret) : null;
    }

    /** The a=crypto line of our answer. */
    List<Attribute> answer(Dialect dialect) {
        return verdict instanceof Verdict.Secured secured && secret != null
                ? List.of(Encryption.answer(secured, secret, dialect))
                : List.of();
    }
}
