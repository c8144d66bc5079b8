package org.bailey.b2bua.provider.bridge;

import java.net.InetSocketAddress;
import java.util.List;
import org.bailey.call.Connected;
import org.bailey.call.MediaLine;
import org.bailey.call.Sdp;
import org.bailey.dialplan.Dialect;
import org.bailey.ice.IceSession.Chosen;
import org.bailey.media.Side;
import org.bailey.sdp.Connection;
import org.bailey.sdp.Direction;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.SessionDescription;

/** Whole descriptions looked at for the way packets take: ICE and addresses, and nothing else. */
final class Ways {
    private static final String[] OF_THE_WAY = {
        "candidate",
        "x-candidate-ipv6",
        "remote-candidates",
        "ice-ufrag",
        "ice-pwd",
        "ice-options",
        "rtcp",
        "crypto",
        "cryptoscale"
    };

    private Ways() {}

    static boolean candidates(String text, Dialect dialect) {
        try {
            SessionDescription description = SessionDescription.parse(text);
            return description.media().stream()
                    .anyMatch(line -> IceLines.read(description, line, dialect).isPresent());
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

    /** Both speak of ICE, and are the same without what says where packets go. */
    static boolean same(String one, String other) {
        try {
            SessionDescription first = SessionDescription.parse(one);
            SessionDescription second = SessionDescription.parse(other);
            return ice(first)
                    && ice(second)
                    && stripped(first).withOrigin(second.origin()).equals(stripped(second));
        } catch (MalformedSdp unreadable) {
            return false;
        }
    }

    private static boolean ice(SessionDescription description) {
        return description.media().stream().anyMatch(line -> line.has("ice-ufrag"))
                || description.attribute("ice-ufrag").isPresent();
    }

    /** Whether it flows, and which way, is kept: that is more than a way. */
    private static SessionDescription stripped(SessionDescription description) {
        return description
                .mapMedia(line -> {
                    Direction flow = description.direction(line);
                    return (line.isRefused() ? line : line.withPort(1))
                            .without(OF_THE_WAY)
                            .withConnection(null)
                            .withDirection(flow);
                })
                .withConnection((Connection) null)
                .withAttributes(description.attributes().stream()
                        .filter(a -> !a.is("ice-ufrag") && !a.is("ice-pwd") && !a.is("ice-options"))
                        .toList());
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
