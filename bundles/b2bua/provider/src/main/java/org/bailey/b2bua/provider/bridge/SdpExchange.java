package org.bailey.b2bua.provider.bridge;

import java.util.List;
import java.util.Map;
import org.bailey.call.MediaLine;
import org.bailey.call.Sdp;
import org.bailey.dialplan.Dialect;
import org.bailey.ice.IceDialect;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.Side;

/**
 * Offers and answers of one side carried across to the other (RFC 3264, [MS-SDPEXT]). Pure: same arguments, same result.
 * Bodies are given as the session description alone; the richest part of a multipart body has been chosen before.
 */
public interface SdpExchange {
    /** How the sentence of a refusal begins when the ends of a leg do not agree about encryption (T4). */
    String LEVELS = "Encryption levels do not match";

    /**
     * An offer on its way.
     *
     * @param giver the leg of who made it
     * @param taker the leg of who is to hear it
     */
    record Direction(Side offerer, Manner giver, Manner taker) {
        /** The dialect it was made in. */
        Dialect from() {
            return giver.dialect();
        }

        /** The dialect the other side is to hear it in. */
        Dialect to() {
            return taker.dialect();
        }

        Manner leg(Side side) {
            return side == offerer ? giver : taker;
        }
    }

    /** What becomes of a step of the exchange. */
    sealed interface Result {
        /** Not possible; {@code status} is the SIP status to answer with (400, 488), the sentence names leg and cause. */
        record Refused(int status, String sentence) implements Result {}

        /**
         * The lines of an offer that some bridge carries.
         *
         * @param lines all lines of the call: those that were there keep number, bridge and ports; new ones have no ports;
         *     lines whose m= line is refused or gone (port 0) are left out
         */
        record Lines(List<MediaLine> lines) implements Result {}

        /**
         * A description to be sent.
         *
         * @param text whole session description
         * @param version of its o= line: that of the leg's last description when nothing else differs, else one more
         * @param lines with the place of each on the receiving side filled in
         * @param plans what the packet path shall do from now on; empty for an offer
         * @param summary in a few words for the history: "audio PCMA, video H264", "hold", "audio PCMA (held)"
         */
        record Description(String text, long version, List<MediaLine> lines, List<MediaLinePlan> plans, String summary)
                implements Result {
            /** {@return the same with more for the history} */
            Description with(List<String> remarks) {
                return remarks.isEmpty()
                        ? this
                        : new Description(
                                text, version, lines, plans, summary + " (" + String.join("; ", remarks) + ")");
            }
        }
    }

    /**
     * Finds which lines of an offer will be carried.
     *
     * @param offer the offerer's description; empty text asks for the lines of the pre-configured list (SIG-2)
     * @param existing lines of the call so far
     * @param nextLine first free line number; new lines are numbered from here
     * @return {@link Result.Lines} or {@link Result.Refused}; refused when no line at all can be carried (488)
     */
    Result lines(Direction direction, String offer, List<MediaLine> existing, int nextLine);

    /**
     * Makes the offer for the other side.
     *
     * @param offer the offerer's description, or an answer that serves as one; empty text makes the pre-configured offer
     * @param lines all of them with ports
     * @param target what the other side's leg said so far: its m= lines keep their places, gone ones get port 0
     */
    Result offer(Direction direction, String offer, List<MediaLine> lines, Sdp target);

    /**
     * Makes an offer out of what the other side said last, for a peer that sent an INVITE without a description in an
     * established call: as {@link #offer}, but nothing is held.
     */
    Result reoffer(Direction direction, String lastDescription, List<MediaLine> lines, Sdp target);

    /**
     * Makes the answer for the offerer out of the other side's answer.
     *
     * @param offer the offerer's description
     * @param sentOffer what was sent to the other side for it
     * @param answer what the other side answered
     * @param target what the offerer's leg said so far
     */
    Result answer(
            Direction direction, String offer, String sentOffer, String answer, List<MediaLine> lines, Sdp target);

    /**
     * {@return the sides candidates are gathered for} Where the policy allows: the offerer's if its offer has candidates,
     * and the other one.
     *
     * @param offer the offerer's description; empty when it asked for one
     */
    Map<Side, IceDialect> ice(Direction direction, String offer);

    /** {@return whether an offer has candidates for connections beside UDP (RFC 6544)} */
    boolean connections(Direction direction, String offer);

    /**
     * {@return whether two descriptions of a peer differ only in where its packets go: addresses, candidates, keys}
     *
     * @param ours what was answered to the earlier one, or offered for it
     */
    boolean sameButWay(String later, String earlier, String ours);

    /** {@return the earlier of two such descriptions with the way of the later} */
    String moved(String later, String earlier);

    /**
     * {@return whether pairs ICE has found on that side are to be offered to the peer} ([MS-ICE2]; RFC 8839 section 4.2.3.3)
     *
     * @param lines all of the call; some with {@link MediaLine#connected}
     */
    boolean pairsToOffer(Dialect dialect, Side side, Sdp leg, List<MediaLine> lines);

    /** {@return the name of the peer's ICE session on the m= line at that place; empty without} */
    String ufrag(String description, int place);

    /** {@return whether two descriptions say the same, their o= lines aside (Microsoft clients do not count versions)} */
    boolean same(String one, String other);

    /** {@return one text for each media line, for status pages: {@code audio PCMA sendrecv}; empty for empty text} */
    List<String> describe(String description);
}
