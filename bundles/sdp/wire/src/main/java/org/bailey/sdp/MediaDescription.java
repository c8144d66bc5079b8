package org.bailey.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One {@code m=} line and what belongs to it (RFC 8866 section 5.14).
 *
 * @param kind audio, video, application, applicationsharing, message...
 * @param port 0 to 65535; 0 refuses the line (RFC 3264 section 6)
 * @param portCount 1 unless written as {@code port/count}
 * @param protocol RTP/AVP, RTP/SAVP, UDP/BFCP...
 * @param formats payload numbers as text, {@code *} or whatever the protocol wants; may be empty on refused lines
 * @param connection its own {@code c=} line; null where the session's holds
 * @param bandwidths its {@code b=} lines in order
 * @param attributes its {@code a=} lines in order, each byte for byte
 * @param others its lines of other types in order
 */
public record MediaDescription(
        String kind,
        int port,
        int portCount,
        String protocol,
        List<String> formats,
        @Nullable Connection connection,
        List<Bandwidth> bandwidths,
        List<Attribute> attributes,
        List<Line> others) {
    public MediaDescription {
        Text.token("media kind", kind);
        Text.token("protocol", protocol);
        if (port < 0 || port > 65535 || portCount < 1 || portCount > 65535) {
            throw new IllegalArgumentException("port " + port + "/" + portCount + " is outside 0-65535");
        }
        formats = List.copyOf(formats);
        formats.forEach(format -> Text.token("format", format));
        bandwidths = List.copyOf(bandwidths);
        attributes = List.copyOf(attributes);
        others = List.copyOf(others);
    }

    /** A line with nothing below it yet. */
    public static MediaDescription of(String kind, int port, String protocol, List<String> formats) {
        return new MediaDescription(kind, port, 1, protocol, formats, null, List.of(), List.of(), List.of());
    }

    /** The answer that refuses this line: port 0, same kind, protocol and formats, nothing else (RFC 3264 section 6). */
    public MediaDescription refused() {
        return of(kind, 0, protocol, formats);
    }

    public boolean isRefused() {
        return port == 0;
    }

    public boolean is(String wantedKind) {
        return kind.equalsIgnoreCase(wantedKind);
    }

    public MediaDescription withPort(int other) {
        return new MediaDescription(
                kind, other, portCount, protocol, formats, connection, bandwidths, attributes, others);
    }

    public MediaDescription withProtocol(String other) {
        return new MediaDescription(kind, port, portCount, other, formats, connection, bandwidths, attributes, others);
    }

    public MediaDescription withFormats(List<String> other) {
        return new MediaDescription(kind, port, portCount, protocol, other, connection, bandwidths, attributes, others);
    }

    public MediaDescription withConnection(@Nullable Connection other) {
        return new MediaDescription(kind, port, portCount, protocol, formats, other, bandwidths, attributes, others);
    }

    public MediaDescription withBandwidths(List<Bandwidth> other) {
        return new MediaDescription(kind, port, portCount, protocol, formats, connection, other, attributes, others);
    }

    public MediaDescription withAttributes(List<Attribute> other) {
        return new MediaDescription(kind, port, portCount, protocol, formats, connection, bandwidths, other, others);
    }

    /** With one more attribute at the end. */
    public MediaDescription with(Attribute attribute) {
        return withAttributes(plus(attributes, attribute));
    }

    /** Without the attributes of these names. */
    public MediaDescription without(String... names) {
        return without(attribute -> {
            for (String name : names) {
                if (attribute.is(name)) {
                    return true;
                }
            }
            return false;
        });
    }

    public MediaDescription without(Predicate<Attribute> unwanted) {
        return withAttributes(attributes.stream().filter(unwanted.negate()).toList());
    }

    /** With this direction in place of any it had. */
    public MediaDescription withDirection(Direction direction) {
        return without(attribute -> Direction.named(attribute).isPresent()).with(Attribute.of(direction.token()));
    }

    /** The value of the first attribute of this name, blanks around it taken off. */
    public Optional<String> attribute(String name) {
        return attributes.stream().filter(a -> a.is(name)).map(Attribute::text).findFirst();
    }

    /** All attributes of this name in order: crypto, candidate, rtcp-fb... */
    public List<Attribute> attributes(String name) {
        return attributes.stream().filter(a -> a.is(name)).toList();
    }

    public boolean has(String name) {
        return attributes.stream().anyMatch(a -> a.is(name));
    }

    /** Direction written in this media section; {@link SessionDescription#direction} knows the session's too. */
    public Optional<Direction> direction() {
        return attributes.stream().flatMap(a -> Direction.named(a).stream()).findFirst();
    }

    /** The payload types in order of preference; numbers nobody explains are left out. */
    public List<PayloadType> payloadTypes() {
        return PayloadTypes.of(this);
    }

    public Optional<String> label() {
        return attribute("label");
    }

    public Optional<SsrcRange> ssrcRange() {
        return attribute("x-ssrc-range").flatMap(SsrcRange::read);
    }

    /** Where RTCP goes when not to the next port (RFC 3605); 0 to 65535. */
    public Optional<Integer> rtcpPort() {
        return attribute("rtcp")
                .map(Text::words)
                .filter(words -> words.length > 0)
                .map(words -> (int) Text.number(words[0], 65535))
                .filter(number -> number >= 0);
    }

    /** The limit of the first b= line of this type, in its unit. */
    public Optional<Bandwidth> bandwidth(String type) {
        return bandwidths.stream().filter(b -> b.type().equalsIgnoreCase(type)).findFirst();
    }

    static <T> List<T> plus(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(element);
        return longer;
    }
}
