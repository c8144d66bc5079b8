package org.bailey.b2bua.provider.bridge;

import java.util.List;
import java.util.Optional;
import org.bailey.dialplan.Dialect;
import org.bailey.media.MediaFlow;
import org.bailey.media.SsrcSpan;
import org.bailey.media.Starter;
import org.bailey.sdp.PayloadType;
import org.bailey.sdp.SsrcRange;

/** What packets towards the Microsoft side need beyond others: an announced SSRC, and silence until there is sound. */
final class MicrosoftFlow {
    private static final int TWENTY_MS = 160;

    private MicrosoftFlow() {}

    /**
     * @param flow the same without it
     * @param announced in x-ssrc-range of our description
     * @param types of the line, in the numbers of the receiving side
     */
    static MediaFlow towards(Dialect to, MediaFlow flow, SsrcRange announced, boolean audio, List<PayloadType> types) {
        if (to != Dialect.MICROSOFT) {
            return flow;
        }
        int size = (int) Math.min(1000, announced.last() - announced.first() + 1);
        Optional<Starter> starter = audio ? starter(flow, types) : Optional.empty();
        return flow.with(new SsrcSpan(announced.first(), size), starter.orElse(null));
    }

    private static Optional<Starter> starter(MediaFlow flow, List<PayloadType> types) {
        return types.stream()
                .filter(type -> flow.payloadTypes().containsValue(type.number()))
                .flatMap(type -> silence(type).stream())
                .findFirst();
    }

    /** A byte that stands for silence; all three codecs have 8000 bytes and, by RFC 3551, 8000 clock ticks a second. */
    private static Optional<Starter> silence(PayloadType type) {
        if (type.is("PCMU", 8000)) {
            return Optional.of(new Starter(type.number(), (byte) 0xff, TWENTY_MS, TWENTY_MS));
        } else if (type.is("PCMA", 8000)) {
            return Optional.of(new Starter(type.number(), (byte) 0xd5, TWENTY_MS, TWENTY_MS));
        } else if (type.is("G722", 8000)) {
            return Optional.of(new Starter(type.number(), (byte) 0xfa, TWENTY_MS, TWENTY_MS));
        }
        return Optional.empty();
    }
}
