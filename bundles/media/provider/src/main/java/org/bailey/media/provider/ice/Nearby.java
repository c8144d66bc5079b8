package org.bailey.media.provider.ice;

import java.net.InetAddress;
import java.util.List;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceParameters;
import org.bailey.ice.RemoteIce;

/**
 * Candidates of a peer that mean the machine they are looked at from, or its cable: checks and connections to them would
 * reach services of ours that nobody else can reach.
 */
final class Nearby {
    private Nearby() {}

    /** {@return what the peer said without loopback and link-local addresses, unless we are there ourselves} */
    static RemoteIce without(RemoteIce said, List<InetAddress> ours) {
        IceParameters all = said.parameters();
        List<Candidate> kept = all.candidates().stream()
                .filter(candidate -> reachable(candidate.address().getAddress(), ours))
                .toList();
        return kept.size() == all.candidates().size()
                ? said
                : new RemoteIce(
                        said.dialect(),
                        said.controlling(),
                        new IceParameters(all.ufrag(), all.password(), kept, all.lite(), all.remoteCandidates()));
    }

    private static boolean reachable(InetAddress theirs, List<InetAddress> ours) {
        return !(theirs.isLoopbackAddress() && ours.stream().noneMatch(InetAddress::isLoopbackAddress))
                && !(theirs.isLinkLocalAddress() && ours.stream().noneMatch(InetAddress::isLinkLocalAddress));
    }
}
