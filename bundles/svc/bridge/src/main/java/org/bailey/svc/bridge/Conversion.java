package org.bailey.svc.bridge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bailey.b2bua.PictureFeedback;
import org.bailey.b2bua.StreamAnswer;
import org.bailey.b2bua.StreamLine;
import org.bailey.b2bua.StreamOffer;
import org.bailey.sdp.H264Format;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.PayloadType;

/**
 * What comes of the three descriptions of one line. Each side is sent one format only; a room may send any it agreed to.
 *
 * @param sent what was made of the offer
 */
record Conversion(RoomFormats formats, StreamOffer offered, MediaDescription sent, MediaDescription answered) {
    /** The client's offer was answered by a room. */
    Optional<StreamAnswer> toClient() {
        List<PayloadType> ours = RoomFormats.plain(sent);
        List<PayloadType> theirs = formats.best(RoomFormats.plain(answered).stream()
                .filter(type -> ours.stream().anyMatch(one -> H264Format.takenUp(one, type)))
                .toList());
        Optional<PayloadType> client = Layered.in(offered.line());
        if (theirs.isEmpty() || client.isEmpty()) {
            return Optional.empty();
        }
        int number = client.get().number();
        PayloadType room = theirs.get(0);
        return Optional.of(new StreamAnswer(
                line(Layered.numbered(number)),
                Map.of(number, room.number()),
                all(number, ours, theirs),
                formats.forRoom(room, offered.line().ssrcRange()),
                formats.forClient()));
    }

    /** A room's offer was answered by the client. */
    Optional<StreamAnswer> toRoom() {
        List<PayloadType> theirs = formats.of(offered.line());
        Optional<PayloadType> client = Layered.in(answered);
        Optional<PayloadType> ours = Layered.in(sent);
        if (theirs.isEmpty() || client.isEmpty() || ours.isEmpty()) {
            return Optional.empty();
        }
        PayloadType room = theirs.get(0);
        return Optional.of(new StreamAnswer(
                line(formats.answer(room)),
                all(client.get().number(), theirs),
                all(room.number(), List.of(client.get()), List.of(ours.get())),
                formats.forClient(),
                formats.forRoom(room, answered.ssrcRange())));
    }

    private StreamLine line(PayloadType type) {
        return new StreamLine(
                "video", LayeredBridge.ROLE, List.of(type), PictureFeedback.answered(offered.line(), offered.from()));
    }

    /** Every number these have becomes that one. */
    @SafeVarargs
    private static Map<Integer, Integer> all(int number, List<PayloadType>... types) {
        Map<Integer, Integer> numbers = new HashMap<>();
        for (List<PayloadType> each : types) {
            each.forEach(type -> numbers.put(type.number(), number));
        }
        return numbers;
    }
}
