package org.bailey.media;

/**
 * How a peer takes what is said about its picture, as its description and ours agreed.
 *
 * @param microsoft whether it speaks [MS-RTP]: reports with extensions, and contributors in RTP headers
 * @param pictureLoss {@code rtcp-fb nack pli} (RFC 4585)
 * @param fullIntra {@code rtcp-fb ccm fir} (RFC 5104)
 * @param bitRate {@code rtcp-fb ccm tmmbr} (RFC 5104)
 * @param sourceRequest {@code x-message app recv:src}: its picture starts and changes by video source requests
 * @param layerLoss {@code x-message app recv:x-pli}: Microsoft's own picture loss indication
 * @param reducedSize whether RTCP may come without a report before it (RFC 5506)
 * @param payloadType the number its picture comes under, 0 to 127; -1 where it sends none
 * @param wish what it wants to see of the other side, as its description says
 */
public record FeedbackTerms(
        boolean microsoft,
        boolean pictureLoss,
        boolean fullIntra,
        boolean bitRate,
        boolean sourceRequest,
        boolean layerLoss,
        boolean reducedSize,
        int payloadType,
        VideoWish wish) {
    /** A standard peer that agreed to nothing. */
    public static final FeedbackTerms SILENT =
            new FeedbackTerms(false, false, false, false, false, false, false, -1, VideoWish.NONE);
}
