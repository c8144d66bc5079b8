package org.bailey.b2bua.provider.bridge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bailey.call.Connected;
import org.bailey.dialplan.Dialect;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceParameters;
import org.bailey.ice.IceSession.Chosen;
import org.bailey.media.LocalPorts;
import org.bailey.sdp.Attribute;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.SessionDescription;
import org.jspecify.annotations.Nullable;

/** What descriptions say about ICE (RFC 8839; [MS-ICE2] and [MS-SDPEXT] in the form of draft-ietf-mmusic-ice-19). */
final class IceLines {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}");
    private static final int MOST_CANDIDATES = 100;

    private IceLines() {}

    static IceDialect of(Dialect dialect) {
        return dialect == Dialect.MICROSOFT ? IceDialect.MICROSOFT : IceDialect.STANDARD;
    }

    /** {@return what the author of a line says; empty when it does no ICE, or names no candidate that can be used} */
    static Optional<IceParameters> read(SessionDescription description, MediaDescription line, Dialect dialect) {
        Optional<String> ufrag = line.attribute("ice-ufrag").or(() -> description.attribute("ice-ufrag"));
        Optional<String> password = line.attribute("ice-pwd").or(() -> description.attribute("ice-pwd"));
        List<Candidate> candidates = line.attributes().stream()
                .filter(a -> a.is("candidate") || a.is("x-candidate-ipv6"))
                .limit(MOST_CANDIDATES)
                .flatMap(a -> Candidate.parse(a.text(), of(dialect)).stream())
                .toList();
        if (ufrag.isEmpty() || password.isEmpty() || candidates.isEmpty()) {
            return Optional.empty();
        }
        boolean lite = description.attribute("ice-lite").isPresent();
        return Optional.of(new IceParameters(
                ufrag.get(),
                password.get(),
                candidates,
                lite,
                line.attribute("remote-candidates").map(IceLines::named).orElse(Map.of())));
    }

    /** Reads {@code 1 192.0.2.1 5000 2 192.0.2.1 5001}; what cannot be read ends it. */
    private static Map<Integer, InetSocketAddress> named(String text) {
        Map<Integer, InetSocketAddress> pairs = new HashMap<>();
        String[] words = text.strip().split("[ \t]+");
        for (int at = 0; at + 2 < words.length; at += 3) {
            if (!words[at].matches("\\d{1,3}")
                    || !ADDRESS.matcher(words[at + 1]).matches()
                    || !words[at + 2].matches("\\d{1,5}")
                    || Integer.parseInt(words[at + 2]) > 65535) {
                break;
            }
            try {
                InetAddress host = InetAddress.getByName(words[at + 1]);
                pairs.put(Integer.parseInt(words[at]), new InetSocketAddress(host, Integer.parseInt(words[at + 2])));
            } catch (UnknownHostException notAnAddress) {
                break;
            }
        }
        return pairs;
    }

    /** {@return the name of the peer's ICE session; empty without ICE} */
    static String ufrag(@Nullable SessionDescription description, int place) {
        return description == null || place < 0 || place >= description.media().size()
                ? ""
                : description
                        .media()
                        .get(place)
                        .attribute("ice-ufrag")
                        .or(() -> description.attribute("ice-ufrag"))
                        .orElse("");
    }

    /**
     * What stands in a line of ours.
     *
     * @param ice whether it speaks of ICE
     * @param connected the pairs found, told instead of all candidates; null before
     * @param remoteToo whether the peer's half of the pairs is told
     */
    static Place place(
            LocalPorts ports, Dialect dialect, boolean ice, @Nullable Connected connected, boolean remoteToo) {
        IceParameters ours = ports.ice();
        if (!ice || ours == null) {
            return Place.of(ports);
        }
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(Attribute.of("ice-ufrag", ours.ufrag()));
        attributes.add(Attribute.of("ice-pwd", ours.password()));
        List<Candidate> candidates = connected == null
                ? ours.candidates()
                : connected.pairs().stream().map(Chosen::local).toList();
        IceDialect words = of(dialect);
        for (Candidate candidate : candidates) {
            attributes.add(Attribute.of(candidate.attribute(words), candidate.text(words)));
        }
        if (connected != null && remoteToo) {
            attributes.add(Attribute.of("remote-candidates", remote(connected)));
        }
        InetSocketAddress rtp = connected == null
                ? usual(candidates, 1, ports, ports.rtp())
                : chosen(connected, 1).orElseGet(() -> usual(candidates, 1, ports, ports.rtp()));
        InetSocketAddress rtcp = connected == null
                ? usual(candidates, 2, ports, ports.rtcp())
                : chosen(connected, 2).orElse(rtp);
        return new Place(rtp.getAddress().getHostAddress(), rtp.getPort(), rtcp.getPort(), attributes, true);
    }

    /** The peer's candidates of the pairs, by component. */
    static String remote(Connected connected) {
        StringBuilder text = new StringBuilder();
        for (Chosen pair : connected.pairs()) {
            InetSocketAddress to = pair.remote().address();
            text.append(text.length() == 0 ? "" : " ")
                    .append(pair.remote().component())
                    .append(' ')
                    .append(to.getAddress().getHostAddress())
                    .append(' ')
                    .append(to.getPort());
        }
        return text.toString();
    }

    private static Optional<InetSocketAddress> chosen(Connected connected, int component) {
        return connected.pairs().stream()
                .map(Chosen::local)
                .filter(local -> local.component() == component)
                .map(Candidate::address)
                .findFirst();
    }

    /** The default candidate: our own address where peers without ICE could send to, else the first there is. */
    private static InetSocketAddress usual(List<Candidate> candidates, int component, LocalPorts ports, int port) {
        InetSocketAddress first = null;
        for (Candidate candidate : candidates) {
            if (candidate.component() != component || candidate.transport() != Candidate.Transport.UDP) {
                continue;
            }
            InetSocketAddress address = candidate.address();
            if (address.getAddress().getHostAddress().equals(ports.address()) && address.getPort() == port) {
                return address;
            }
            first = first == null ? address : first;
        }
        return first != null ? first : new InetSocketAddress(ports.address(), port);
    }
}
