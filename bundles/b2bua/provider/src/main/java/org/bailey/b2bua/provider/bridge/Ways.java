package org.bailey.b2bua.provider.bridge;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bailey.call.Connected;
import org.bailey.call.MediaLine;
import org.bailey.call.Sdp;
import org.bailey.dialplan.Dialect;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceSession.Chosen;
import org.bailey.media.Side;
import org.bailey.sdp.Attribute;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.PayloadType;
import org.bailey.sdp.SessionDescription;

/** Whole descriptions looked at for the way packets take: ICE and addresses, and nothing else. */
final class Ways {
    private static final Set<String> OF_THE_WAY = Set.of(
            "candidate",
            "x-candidate-ipv6",
            "remote-candidates",
            "ice-ufrag",
            "ice-pwd",
            "ice-options",
            "rtcp",
            "crypto",
            "cryptoscale");

    private Ways() {}

    /** {@return whether a line does ICE and has such a candidate} */
    static boolean candidates(String text, Dialect dialect, Predicate<Candidate> such) {
        try {
            SessionDescription description = SessionDescription.parse(text);
            return description.media().stream()
                    .flatMap(line -> IceLines.read(description, line, dialect).stream())
                    .anyMatch(ice -> ice.candidates().stream().anyMatch(such));
        } catch (MalformedSdp unreadable) {
            return false;
        }
    }

    static String ufrag(String text, int place) {
        try {
            return text.isEmpty() ? "" : IceLines.ufrag(SessionDescription.parse(text), place);
        } catch (MalformedSdp unreadable) {
            return "";
        }
    }

    /**
     * Both of the peer's speak of ICE, and nothing the other side would hear of has changed. The offer of a pair may leave
     * out codecs that were not agreed on, and name the profile that was (pidgin-sipe does both).
     */
    static boolean same(String later, String earlier, String ours) {
        try {
            SessionDescription now = SessionDescription.parse(later);
            SessionDescription before = SessionDescription.parse(earlier);
            SessionDescription agreed = SessionDescription.parse(ours);
            int lines = now.media().size();
            if (!ice(now)
                    || !ice(before)
                    || before.media().size() != lines
                    || agreed.media().size() < lines) {
                return false;
            }
            for (int place = 0; place < lines; place++) {
                MediaDescription line = now.media().get(place);
                MediaDescription old = before.media().get(place);
                boolean flowsAsBefore =
                        line.isRefused() == old.isRefused() && now.direction(line) == before.direction(old);
                if (!flowsAsBefore
                        || !line.is(old.kind())
                        || !carriesAsBefore(line, old, agreed.media().get(place))) {
                    return false;
                }
            }
            return true;
        } catch (MalformedSdp unreadable) {
            return false;
        }
    }

    private static boolean carriesAsBefore(MediaDescription line, MediaDescription old, MediaDescription ours) {
        List<PayloadType> types = line.payloadTypes();
        boolean nothingNew = old.payloadTypes().containsAll(types);
        boolean nothingGone = ours.isRefused()
                || ours.payloadTypes().stream()
                        .allMatch(type -> types.stream().anyMatch(t -> t.number() == type.number()));
        return line.isRefused() || nothingNew && nothingGone;
    }

    /** The earlier description with the way of the later one, which is the same but for it. */
    static String moved(String later, String earlier) {
        try {
            SessionDescription now = SessionDescription.parse(later);
            SessionDescription before = SessionDescription.parse(earlier);
            List<MediaDescription> lines = new ArrayList<>();
            for (int place = 0; place < before.media().size(); place++) {
                MediaDescription to = now.media().get(place);
                MediaDescription line = before.media()
                        .get(place)
                        .without(Ways::ofTheWay)
                        .withPort(to.port())
                        .withProtocol(to.protocol())
                        .withConnection(to.connection());
                for (Attribute attribute : to.attributes()) {
                    line = ofTheWay(attribute) ? line.with(attribute) : line;
                }
                lines.add(line);
            }
            return before.withOrigin(now.origin())
                    .withConnection(now.connection())
                    .withAttributes(Stream.concat(
                                    before.attributes().stream().filter(a -> !ofTheWay(a)),
                                    now.attributes().stream().filter(Ways::ofTheWay))
                            .toList())
                    .withMedia(lines)
                    .text();
        } catch (MalformedSdp unreadable) {
            return later;
        }
    }

    private static boolean ofTheWay(Attribute attribute) {
        return OF_THE_WAY.contains(attribute.name().strip().toLowerCase(Locale.ROOT));
    }

    private static boolean ice(SessionDescription description) {
        return description.media().stream().anyMatch(line -> line.has("ice-ufrag"))
                || description.attribute("ice-ufrag").isPresent();
    }

    /** Whether all lines ICE is done for are connected and the peer has not been told by which pairs. */
    static boolean untold(Dialect dialect, Side side, Sdp leg, List<MediaLine> lines) {
        try {
            SessionDescription ours = SessionDescription.parse(leg.local());
            SessionDescription theirs = SessionDescription.parse(leg.remote());
            boolean untold = false;
            for (MediaLine line : lines) {
                int place = line.index(side);
                if (place < 0
                        || place >= ours.media().size()
                        || place >= theirs.media().size()
                        || ours.media().get(place).isRefused()
                        || theirs.media().get(place).isRefused()
                        || !ours.media().get(place).has("ice-ufrag")
                        || IceLines.read(theirs, theirs.media().get(place), dialect)
                                .isEmpty()) {
                    continue;
                }
                Connected connected = line.connected(side);
                if (connected == null || !connected.remoteUfrag().equals(IceLines.ufrag(theirs, place))) {
                    return false;
                }
                untold |= dialect == Dialect.MICROSOFT
                        ? !ours.media()
                                .get(place)
                                .attribute("remote-candidates")
                                .orElse("")
                                .equals(IceLines.remote(connected))
                        : !usual(ours, place, theirs, connected);
            }
            return untold;
        } catch (MalformedSdp unreadable) {
            return false;
        }
    }

    /** Whether the pairs are the default candidates of both ends, so that nothing has to be told (RFC 8839 section 4.2.3.3). */
    private static boolean usual(SessionDescription ours, int place, SessionDescription theirs, Connected connected) {
        for (Chosen pair : connected.pairs()) {
            int component = pair.local().component();
            if (!stands(ours, ours.media().get(place), component, pair.local().address())
                    || !stands(
                            theirs,
                            theirs.media().get(place),
                            component,
                            pair.remote().address())) {
                return false;
            }
        }
        return true;
    }

    private static boolean stands(
            SessionDescription description, MediaDescription line, int component, InetSocketAddress address) {
        return Remote.of(description, line, null)
                .map(ports -> (component == 1 ? ports.rtp() : ports.rtcp()).equals(address))
                .orElse(false);
    }
}
