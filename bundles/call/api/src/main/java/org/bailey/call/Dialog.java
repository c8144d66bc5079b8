package org.bailey.call;

import java.util.List;

/**
 * A dialog (RFC 3261 section 12) as data. Texts are kept as they came.
 *
 * @param callId Call-ID, letter case kept
 * @param localTag ours; empty never
 * @param remoteTag the peer's; empty while no answer has brought one, or from a peer of RFC 2543
 * @param local value of From in our requests, with our tag
 * @param remote value of To in our requests, with the peer's tag
 * @param target the peer's Contact: Request-URI of our requests
 * @param routes values for the Route headers of our requests, in order
 * @param localSequence number of our last request; 0 before the first
 * @param remoteSequence number of the peer's last request; -1 before the first
 */
public record Dialog(
        String callId,
        String localTag,
        String remoteTag,
        String local,
        String remote,
        String target,
        List<String> routes,
        long localSequence,
        long remoteSequence) {
    public Dialog {
        routes = List.copyOf(routes);
    }

    public Dialog withTarget(String other) {
        return new Dialog(callId, localTag, remoteTag, local, remote, other, routes, localSequence, remoteSequence);
    }

    /** {@return the dialog of the same INVITE under another tag of ours} */
    public Dialog withLocal(String tag, String value) {
        return new Dialog(callId, tag, remoteTag, value, remote, target, routes, localSequence, remoteSequence);
    }

    public Dialog withLocalSequence(long number) {
        return new Dialog(callId, localTag, remoteTag, local, remote, target, routes, number, remoteSequence);
    }

    public Dialog withRemoteSequence(long number) {
        return new Dialog(callId, localTag, remoteTag, local, remote, target, routes, localSequence, number);
    }
}
