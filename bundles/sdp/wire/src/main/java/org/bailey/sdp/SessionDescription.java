package org.bailey.sdp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A session description (RFC 8866), immutable.
 *
 * @param origin who wrote it
 * @param name session name, {@code -} where the author gave none
 * @param connection the {@code c=} line for all media without their own; may be absent
 * @param bandwidths the session's {@code b=} lines in order
 * @param timing what follows {@code t=}; {@code 0 0} where the author gave none
 * @param attributes the session's {@code a=} lines in order, each byte for byte
 * @param others the session's lines of other types in order
 * @param media the media lines in order; their number and order are what offer and answer share (RFC 3264)
 */
public record SessionDescription(
        Origin origin,
        String name,
        @Nullable Connection connection,
        List<Bandwidth> bandwidths,
        String timing,
        List<Attribute> attributes,
        List<Line> others,
        List<MediaDescription> media) {
    /** Longest body taken, in bytes. */
    public static final int MAX_BYTES = 65_536;
    /** Most media lines taken. */
    public static final int MAX_MEDIA = 256;
    /** Most attributes taken, session and all media together. */
    public static final int MAX_ATTRIBUTES = 1_000;

    public SessionDescription {
        Text.checked("session name", name);
        Text.checked("timing", timing);
        bandwidths = List.copyOf(bandwidths);
        attributes = List.copyOf(attributes);
        others = List.copyOf(others);
        media = List.copyOf(media);
    }

    /** A description with an origin and nothing else. */
    public static SessionDescription of(Origin origin) {
        return new SessionDescription(origin, "-", null, List.of(), "0 0", List.of(), List.of(), List.of());
    }

    /**
     * Reads a description. Taken without complaint: lines ending in LF alone, missing s= and t=, blanks around values,
     * empty lines, lines in another order, a long line broken before a blank, unknown lines.
     *
     * @throws MalformedSdp for everything else, and nothing but that, whatever the bytes
     */
    public static SessionDescription parse(byte[] body) throws MalformedSdp {
        return new SdpParser().parse(body);
    }

    /** Reads a description held as text; characters beyond ASCII become UTF-8. */
    public static SessionDescription parse(String body) throws MalformedSdp {
        return parse(body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The session description a SIP message carries: its body if that is application/sdp, else the part of a multipart
     * body that {@link MultipartBody#session} picks.
     *
     * @param contentType value of the Content-Type header
     * @return empty if the body is of another type, or is multipart without such a part
     */
    public static Optional<SessionDescription> read(String contentType, byte[] body) throws MalformedSdp {
        if (MultipartBody.isMultipart(contentType)) {
            Optional<MultipartBody.Part> part =
                    MultipartBody.parse(contentType, body).session();
            return part.isEmpty()
                    ? Optional.empty()
                    : Optional.of(parse(part.get().content()));
        }
        return MultipartBody.isSdp(contentType) ? Optional.of(parse(body)) : Optional.empty();
    }

    /** The description as it goes on the wire: canonical order, CRLF. */
    public byte[] bytes() {
        return SdpWriter.write(this).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The same as text for people: what is not ASCII is read as UTF-8. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    public SessionDescription withOrigin(Origin other) {
        return new SessionDescription(other, name, connection, bandwidths, timing, attributes, others, media);
    }

    public SessionDescription withName(String other) {
        return new SessionDescription(origin, other, connection, bandwidths, timing, attributes, others, media);
    }

    public SessionDescription withConnection(@Nullable Connection other) {
        return new SessionDescription(origin, name, other, bandwidths, timing, attributes, others, media);
    }

    public SessionDescription withBandwidths(List<Bandwidth> other) {
        return new SessionDescription(origin, name, connection, other, timing, attributes, others, media);
    }

    public SessionDescription withAttributes(List<Attribute> other) {
        return new SessionDescription(origin, name, connection, bandwidths, timing, other, others, media);
    }

    /** With one more session attribute at the end. */
    public SessionDescription with(Attribute attribute) {
        return withAttributes(MediaDescription.plus(attributes, attribute));
    }

    public SessionDescription withMedia(List<MediaDescription> other) {
        return new SessionDescription(origin, name, connection, bandwidths, timing, attributes, others, other);
    }

    /** With one more media line at the end. */
    public SessionDescription with(MediaDescription line) {
        return withMedia(MediaDescription.plus(media, line));
    }

    /** With every media line rewritten, number and order kept. */
    public SessionDescription mapMedia(UnaryOperator<MediaDescription> rewrite) {
        return withMedia(media.stream().map(rewrite).toList());
    }

    /** The value of the first session attribute of this name, blanks around it taken off. */
    public Optional<String> attribute(String wanted) {
        return attributes.stream()
                .filter(a -> a.is(wanted))
                .map(Attribute::text)
                .findFirst();
    }

    /** Where the author of {@code line} wants its media: its own c= line or the session's. */
    public Optional<Connection> connection(MediaDescription line) {
        return Optional.ofNullable(line.connection() != null ? line.connection() : connection);
    }

    /**
     * Which way {@code line} flows: its own direction, else the session's, else sendrecv; with the old hold
     * ({@code c=IN IP4 0.0.0.0}) its author takes nothing, so receiving is struck out.
     */
    public Direction direction(MediaDescription line) {
        Direction written = line.direction()
                .or(() -> attributes.stream()
                        .flatMap(a -> Direction.named(a).stream())
                        .findFirst())
                .orElse(Direction.SENDRECV);
        boolean held = connection(line).map(Connection::unspecified).orElse(false);
        return held ? written.and(Direction.SENDONLY) : written;
    }

    /** The x-mediabw limits for the media with this label. */
    public Optional<MediaBandwidth> mediaBandwidth(String label) {
        return attributes.stream()
                .filter(a -> a.is("x-mediabw"))
                .flatMap(a -> MediaBandwidth.read(a.text()).stream())
                .filter(limit -> limit.label().equalsIgnoreCase(label))
                .findFirst();
    }

    /** The limit of the session's first b= line of this type, in its unit. */
    public Optional<Bandwidth> bandwidth(String type) {
        return bandwidths.stream().filter(b -> b.type().equalsIgnoreCase(type)).findFirst();
    }
}
