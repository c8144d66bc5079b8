package org.bailey.media;

/**
 * What the sender of a stream was asked about its picture, and what it said about the other's.
 *
 * @param byPeer key frames the other side asked it for in RTCP
 * @param bySignalling key frames the other side asked it for in signalling
 * @param byGateway key frames we asked for ourselves, as a way for the picture opened
 * @param coalesced of these, wishes that were one with another that was still to be told
 * @param asked key frames asked for in RTCP
 * @param askedInSignalling key frames asked for in signalling, as it understands nothing else
 * @param sourceRequests video source requests sent to it, repetitions included
 * @param rates how often the rate the other side wants changed
 * @param ratesAsked how often it was told a rate
 * @param repeated what it said and had said before
 * @param unknown feedback of it that is not understood, or damaged; dropped
 * @param unsupported feedback of it that is understood and has no counterpart on the other side; dropped
 */
public record PictureRequests(
        long byPeer,
        long bySignalling,
        long byGateway,
        long coalesced,
        long asked,
        long askedInSignalling,
        long sourceRequests,
        long rates,
        long ratesAsked,
        long repeated,
        long unknown,
        long unsupported) {
    public static final PictureRequests NONE = new PictureRequests(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public PictureRequests plus(PictureRequests more) {
        return new PictureRequests(
                byPeer + more.byPeer,
                bySignalling + more.bySignalling,
                byGateway + more.byGateway,
                coalesced + more.coalesced,
                asked + more.asked,
                askedInSignalling + more.askedInSignalling,
                sourceRequests + more.sourceRequests,
                rates + more.rates,
                ratesAsked + more.ratesAsked,
                repeated + more.repeated,
                unknown + more.unknown,
                unsupported + more.unsupported);
    }
}
