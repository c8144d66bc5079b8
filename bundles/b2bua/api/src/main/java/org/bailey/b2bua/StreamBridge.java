package org.bailey.b2bua;

import java.util.Optional;
import org.bailey.dialplan.Dialect;
import org.bailey.sdp.MediaDescription;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Carries one kind of media stream from one side of a call to the other; a service. What it decides is written with the
 * addresses, direction, protocol and dialect attributes of the side it goes to by whoever asks.
 *
 * <p>Every method is a pure function and may be called by many threads. It is asked anew at each offer, so a bridge that
 * comes or goes with its bundle counts from the next offer on; streams that flow stay as they are.
 */
@ConsumerType
public interface StreamBridge {
    /** One word, stored with each line it carries: {@code audio}, {@code avc}. */
    String name();

    /**
     * Of several that would carry a line as the same each offers what it can, the highest first, and the first the answer
     * suits has the line. 0 for those that only pass packets on, below for those that make other packets of them.
     */
    int rank();

    /**
     * Whether it would carry this line of an offer, and as what.
     *
     * @return the role the line would have, named by Microsoft's label for it ({@code main-audio}, {@code main-video}...);
     *     a call has at most one line of each role. Empty when it would not
     */
    Optional<String> carries(StreamOffer offered);

    /**
     * What to offer on the other side for a line it carries: only what both sides could use.
     *
     * @return in the order of the offer; no number that is {@link StreamOffer#known} for something else
     */
    StreamLine offer(StreamOffer offered);

    /**
     * What to answer the offerer once the other side has answered.
     *
     * @param offered the offerer's line
     * @param sent the line that was made of it and sent to the other side, with what other bridges offered behind
     *     what this one did, or before
     * @param answered the other side's answer to {@code sent}; never refused
     * @return empty when the two have nothing in common; another bridge is asked then, and without one the line is refused
     */
    Optional<StreamAnswer> answer(StreamOffer offered, MediaDescription sent, MediaDescription answered);

    /**
     * The line of an offer for a side that has to be offered something before the other side said anything (an INVITE
     * without a description, SIG-2); from configuration.
     *
     * @return empty when it has nothing to put there
     */
    Optional<StreamLine> preset(Dialect to);
}
