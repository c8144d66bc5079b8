package org.bailey.call;

import java.util.List;
import org.bailey.ice.IceSession;

/**
 * ICE has found its pairs for one side of a media line.
 *
 * @param remoteUfrag of the peer's description they were found with; with another one the search began anew
 * @param pairs one for each component
 * @param offers how often they were offered to the peer
 */
public record Connected(String remoteUfrag, List<IceSession.Chosen> pairs, int offers) {
    public Connected {
        pairs = List.copyOf(pairs);
    }

    public Connected offered() {
        return new Connected(remoteUfrag, pairs, offers + 1);
    }
}
