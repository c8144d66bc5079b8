package org.bailey.b2bua.provider.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bailey.b2bua.StreamBridge;
import org.bailey.b2bua.StreamLine;
import org.bailey.b2bua.StreamOffer;
import org.bailey.call.Connected;
import org.bailey.call.MediaLine;
import org.bailey.call.Sdp;
import org.bailey.media.LocalPorts;
import org.bailey.media.Side;
import org.bailey.sdp.Direction;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.PayloadType;
import org.bailey.sdp.SessionDescription;
import org.jspecify.annotations.Nullable;

/** One offer carried from one side to the other. */
final class OfferAcross {
    private final SdpExchange.Direction direction;
    private final Carriers carriers;
    private final ExchangeSettings settings;
    private final Side receiver;
    private final Places places;
    private final OurDescription ours;
    private final List<MediaLine> result = new ArrayList<>();
    private final List<Integer> taken = new ArrayList<>();
    private int count;
    private boolean keyless;

    OfferAcross(SdpExchange.Direction direction, Carriers carriers, ExchangeSettings settings, Sdp target) {
        this.direction = direction;
        this.carriers = carriers;
        this.settings = settings;
        this.receiver = direction.offerer().other();
        this.places = new Places(read(target.local()), read(target.remote()));
        this.ours = new OurDescription(DialectWriter.of(direction.to(), settings), target);
        this.count = places.count();
    }

    /** @param resume whether to offer every line both ways whatever the description says */
    SdpExchange.Result make(SessionDescription offer, List<MediaLine> lines, boolean resume) {
        lines.forEach(line -> taken.add(line.index(receiver)));
        for (MediaLine line : lines) {
            int from = line.index(direction.offerer());
            boolean there = from >= 0 && from < offer.media().size() && line.ready();
            List<StreamBridge> bridges = there ? bridges(offer, offer.media().get(from)) : List.of();
            if (bridges.isEmpty()) {
                result.add(line);
                continue;
            }
            int place = place(line);
            MediaDescription offered = offer.media().get(from);
            StreamLine stream = stream(bridges, offered, places.known(place));
            long kbit = VideoLimit.kbit(offer, offered, direction.from(), stream.role(), settings);
            Direction flow = resume ? Direction.SENDRECV : offer.direction(offered);
            put(place, line, stream, flow, kbit);
        }
        return finish(Refusals.offer(direction, offer, carriers.encryption()));
    }

    /** The pre-configured offer, for a side that has to be offered something (SIG-2). */
    SdpExchange.Result preset(List<MediaLine> lines) {
        lines.forEach(line -> taken.add(line.index(receiver)));
        for (MediaLine line : lines) {
            Optional<StreamLine> stream = carriers.preset(line.bridge(), direction.to());
            if (stream.isPresent() && line.ready()) {
                put(place(line), line, stream.get(), Direction.SENDRECV, settings.videoKbit());
            } else {
                result.add(line);
            }
        }
        return finish(Refusals.refused("no pre-configured codecs are there to make an offer of"));
    }

    private List<StreamBridge> bridges(SessionDescription offer, MediaDescription offered) {
        return carriers.open(offer, offered, direction.giver())
                ? carriers.all(new StreamOffer(offered, direction.from(), direction.to(), List.of()))
                : List.of();
    }

    /** What they make of a line, one behind the other; none takes a number another has taken. */
    private StreamLine stream(List<StreamBridge> bridges, MediaDescription offered, List<PayloadType> known) {
        List<PayloadType> taken = new ArrayList<>(known);
        List<StreamLine> parts = new ArrayList<>();
        for (StreamBridge bridge : bridges) {
            StreamLine part = bridge.offer(new StreamOffer(offered, direction.from(), direction.to(), taken));
            taken.addAll(part.payloadTypes());
            parts.add(part);
        }
        return parts.stream().reduce(StreamLine::with).orElseThrow();
    }

    private void put(int place, MediaLine line, StreamLine stream, Direction flow, long videoKbit) {
        LocalPorts ports = Objects.requireNonNull(line.ports(receiver));
        int agreed = places.agreed(place);
        Optional<Encryption.Offered> keys =
                carriers.encryption().offer(direction.taker(), ports, places.ours(agreed), places.theirs(agreed));
        if (keys.isEmpty()) {
            keyless = true;
            result.add(line);
            return;
        }
        ours.put(
                place,
                new DialectWriter.Wanted(
                        stream,
                        line.id(),
                        told(line, ports, place),
                        keys.get().protocol(),
                        flow,
                        videoKbit,
                        keys.get().keys(),
                        null));
        result.add(line.withIndex(receiver, place));
    }

    /** Candidates, or the pairs they came to, unless the peer has said that it does no ICE. */
    private Place told(MediaLine line, LocalPorts ports, int place) {
        MediaDescription theirs = places.theirs(place);
        boolean declined =
                theirs != null && !theirs.isRefused() && !theirs.has("candidate") && !theirs.has("x-candidate-ipv6");
        String ufrag = IceLines.ufrag(places.remote(), place);
        Connected connected = line.connected(receiver);
        Connected current = connected != null && connected.remoteUfrag().equals(ufrag) ? connected : null;
        return IceLines.place(ports, direction.to(), !declined, current, receiver == Side.CALLEE);
    }

    /** Its old place, else one of the same kind that was given up, else a new one at the end. */
    private int place(MediaLine line) {
        int place = line.index(receiver);
        if (place < 0) {
            int vacant = places.vacant(line.kind(), taken);
            place = vacant >= 0 ? vacant : count;
            taken.add(place);
        }
        count = Math.max(count, place + 1);
        return place;
    }

    private SdpExchange.Result finish(SdpExchange.Result otherwise) {
        if (keyless && ours.isEmpty()) {
            return Refusals.keyless(direction);
        }
        return ours.isEmpty() ? otherwise : ours.finish(count, places::refused, result, List.of(), true);
    }

    private static @Nullable SessionDescription read(String text) {
        try {
            return text.isEmpty() ? null : SessionDescription.parse(text);
        } catch (MalformedSdp unreadable) {
            return null;
        }
    }
}
