package org.bailey.media.relay;

import java.nio.ByteBuffer;
import java.util.Comparator;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.StreamState;
import org.bailey.media.VideoControlState;
import org.bailey.media.VideoControlState.Rate;
import org.bailey.media.VideoWish;
import org.bailey.rtcp.Feedback;
import org.bailey.rtcp.ReportExtension;
import org.bailey.rtcp.ReportExtension.EstimatedBandwidth;
import org.bailey.rtcp.ReportExtension.Limit;
import org.bailey.rtcp.ReportExtension.ModalityLimit;
import org.bailey.rtcp.ReportExtension.PacketLoss;
import org.bailey.rtcp.ReportExtension.TrainPacket;
import org.bailey.rtcp.ReportExtension.VideoPreference;
import org.bailey.rtcp.RtcpReader;
import org.bailey.rtcp.SourceRequest;
import org.jspecify.annotations.Nullable;

/** What one peer says in RTCP about the other's picture, noted for {@link Told}. */
final class Heard {
    private final VideoControlState speaker;
    private final VideoControlState sender;
    private final boolean video;

    /**
     * @param stream what comes from the peer that speaks
     * @param opposite what comes from the one it speaks about
     */
    Heard(StreamState stream, StreamState opposite) {
        speaker = stream.control;
        sender = opposite.control;
        video = stream.kind.equals("video");
    }

    /** Notes feedback and takes it out of a compound packet, and Microsoft's extensions where nobody reads them. */
    boolean all(ByteBuffer packet) {
        long before = speaker.lowestRate();
        boolean extended = microsoft(speaker.terms);
        boolean strip = extended && !microsoft(sender.terms);
        var reader = new RtcpReader(packet);
        int kept = packet.position();
        while (reader.next()) {
            if (reader.isFeedback()) {
                feedback(reader.feedback());
                continue;
            }
            int end = reader.end();
            if (extended && reader.isReport() && reader.blocksEnd() < end) {
                reader.extensions().forEach(this::extension);
                end = strip ? reader.blocksEnd() : end;
            }
            kept = keep(packet, kept, reader, end);
        }
        packet.limit(kept);
        if (speaker.lowestRate() != before) {
            sender.rateWishes++;
        }
        return kept > packet.position();
    }

    private static boolean microsoft(@Nullable FeedbackTerms terms) {
        return terms != null && terms.microsoft();
    }

    /** Moves one packet up to where the kept ones end. */
    private static int keep(ByteBuffer packet, int at, RtcpReader reader, int end) {
        int length = end - reader.start();
        if (at != reader.start()) {
            packet.put(at, packet, reader.start(), length);
        }
        if (end != reader.end()) {
            packet.put(at, (byte) (packet.get(at) & 0xdf)); // its padding went with the rest
            packet.putShort(at + 2, (short) (length / 4 - 1));
        }
        return at + length;
    }

    private void feedback(Feedback message) {
        if (message instanceof Feedback.Unknown) {
            speaker.unknown++;
        } else if (!video
                || ofMicrosoft(message)
                || message instanceof Feedback.Missing
                || message instanceof Feedback.SpeakerHistory) {
            speaker.unsupported++;
        } else if (message instanceof Feedback.PictureLoss) {
            keyFrame();
        } else if (message instanceof Feedback.LayerLoss loss) {
            if (fresh(loss.requestId() != speaker.layerLossSeen)) {
                speaker.layerLossSeen = loss.requestId();
                keyFrame();
            }
        } else if (message instanceof Feedback.FullIntra intra) {
            int number = intra.requests().get(0).sequence();
            if (fresh(number != speaker.fullIntraSeen)) {
                speaker.fullIntraSeen = number;
                keyFrame();
            }
        } else if (message instanceof Feedback.BitRates rates) {
            bitRates(rates);
        } else if (message instanceof Feedback.ReceiverMaximum maximum) {
            rate(Rate.RECEIVER_MAXIMUM, maximum.bitsPerSecond());
        } else if (message instanceof SourceRequest request
                && fresh(request.requestId() != speaker.sourceRequestSeen)) {
            speaker.sourceRequestSeen = request.requestId();
            request(request);
        }
    }

    /** A peer that is not Microsoft's has nothing to stop or start that way. */
    private boolean ofMicrosoft(Feedback message) {
        boolean theirs = message instanceof SourceRequest || message instanceof Feedback.LayerLoss;
        return theirs && !microsoft(speaker.terms);
    }

    private boolean fresh(boolean other) {
        if (!other) {
            speaker.repeated++;
        }
        return other;
    }

    private void keyFrame() {
        sender.byPeer++;
        wantKeyFrame(sender);
    }

    static void wantKeyFrame(VideoControlState sender) {
        if (sender.keyFrameDue) {
            sender.coalesced++;
        }
        sender.keyFrameDue = true;
    }

    private void bitRates(Feedback.BitRates rates) {
        if (rates.notification()) {
            speaker.rateTries = 0;
            return;
        }
        Feedback.BitRates.Limit lowest = rates.limits().stream()
                .min(Comparator.comparingLong(Feedback.BitRates.Limit::bitsPerSecond))
                .orElseThrow();
        rate(Rate.TEMPORARY_MAXIMUM, lowest.bitsPerSecond());
        speaker.confirmOverhead = lowest.overheadBytes();
        speaker.confirmSource = rates.sender();
    }

    private void rate(Rate kind, long bitsPerSecond) {
        if (video) {
            speaker.rates[kind.ordinal()] = bitsPerSecond;
        }
    }

    private void request(SourceRequest request) {
        boolean resumes = sender.unwanted && !request.stops();
        sender.unwanted = request.stops();
        if (request.stops()) {
            return;
        }
        rate(Rate.SOURCE_REQUEST, request.bitsPerSecond());
        request.entries().stream()
                .max(Comparator.comparingLong(SourceRequest.Entry::maxPixels))
                .ifPresent(entry -> speaker.shape =
                        new VideoWish(false, 0, entry.width(), entry.height(), Entries.fastest(entry), false));
        if (request.keyFrame() || resumes) {
            keyFrame();
        }
    }

    private void extension(ReportExtension extension) {
        if (extension instanceof EstimatedBandwidth estimate) {
            if (estimate.known()) {
                rate(Rate.ESTIMATE, estimate.value());
            } else {
                speaker.probeDue = true;
            }
        } else if (extension instanceof Limit limit) {
            rate(
                    switch (limit.by()) {
                        case POLICY -> Rate.POLICY;
                        case TURN -> Rate.TURN;
                        case RECEIVER -> Rate.RECEIVER;
                    },
                    limit.bitsPerSecond());
        } else if (extension instanceof ModalityLimit limit && limit.modality() == ModalityLimit.VIDEO) {
            rate(Rate.MODALITY, limit.bitsPerSecond());
        } else if (extension instanceof PacketLoss loss && video && fresh(loss.sequence() != speaker.packetLossSeen)) {
            speaker.packetLossSeen = loss.sequence();
            keyFrame();
        } else if (extension instanceof VideoPreference wanted) {
            speaker.shape = new VideoWish(false, 0, wanted.width(), wanted.height(), wanted.frameRate(), false);
        } else if (extension instanceof TrainPacket) {
            speaker.probeDue = true;
        }
    }
}
