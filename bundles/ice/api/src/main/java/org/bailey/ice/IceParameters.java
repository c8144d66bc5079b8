package org.bailey.ice;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * What one end says in its description about ICE for one media line.
 *
 * @param ufrag a=ice-ufrag, 4 to 256 characters
 * @param password a=ice-pwd, 22 to 256 characters; never printed
 * @param candidates in the order of the description
 * @param lite whether it only answers checks (a=ice-lite)
 * @param remoteCandidates a=remote-candidates by component: the pair chosen, in the other end's words; empty before
 */
public record IceParameters(
        String ufrag,
        String password,
        List<Candidate> candidates,
        boolean lite,
        Map<Integer, InetSocketAddress> remoteCandidates) {
    public IceParameters {
        candidates = List.copyOf(candidates);
        remoteCandidates = Map.copyOf(remoteCandidates);
    }

    public IceParameters(String ufrag, String password, List<Candidate> candidates) {
        this(ufrag, password, candidates, false, Map.of());
    }

    @Override
    public String toString() {
        return "IceParameters[ufrag=" + ufrag + ", password=(hidden), candidates=" + candidates + ", lite=" + lite
                + ", remoteCandidates=" + remoteCandidates + "]";
    }
}
