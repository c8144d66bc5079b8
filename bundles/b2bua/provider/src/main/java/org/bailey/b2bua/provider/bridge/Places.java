package org.bailey.b2bua.provider.bridge;

import java.util.ArrayList;
import java.util.List;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.PayloadType;
import org.bailey.sdp.SessionDescription;
import org.jspecify.annotations.Nullable;

/**
 * The m= lines a leg has seen so far. Their number never shrinks and none changes place; one that is gone stays with port
 * 0 (RFC 3264 section 8).
 *
 * @param local what we said last; null before
 * @param remote what the peer said last; null before
 */
record Places(@Nullable SessionDescription local, @Nullable SessionDescription remote) {
    int count() {
        return Math.max(
                local == null ? 0 : local.media().size(),
                remote == null ? 0 : remote.media().size());
    }

    /** The refused form of the line at this place. */
    MediaDescription refused(int place) {
        MediaDescription line = line(local, place);
        MediaDescription fallback = line(remote, place);
        return line != null
                ? line.refused()
                : fallback != null ? fallback.refused() : MediaDescription.of("audio", 0, "RTP/AVP", List.of("0"));
    }

    /** A place that may be taken again by a line of this kind: one refused by us; -1 for none. */
    int vacant(String kind, List<Integer> taken) {
        for (int place = 0; place < count(); place++) {
            MediaDescription line = line(local, place);
            if (line != null && line.isRefused() && line.is(kind) && !taken.contains(place)) {
                return place;
            }
        }
        return -1;
    }

    /** This place if both ends have a line there, else the first place where they have, else this. */
    int agreed(int place) {
        if (!live(place)) {
            for (int other = 0; other < count(); other++) {
                if (live(other)) {
                    return other;
                }
            }
        }
        return place;
    }

    private boolean live(int place) {
        MediaDescription ours = ours(place);
        MediaDescription theirs = theirs(place);
        return ours != null && theirs != null && !ours.isRefused() && !theirs.isRefused();
    }

    @Nullable
    MediaDescription ours(int place) {
        return line(local, place);
    }

    @Nullable
    MediaDescription theirs(int place) {
        return line(remote, place);
    }

    /** Payload types in use at this place, the peer's numbers first. */
    List<PayloadType> known(int place) {
        List<PayloadType> types = new ArrayList<>();
        for (MediaDescription line : new MediaDescription[] {line(remote, place), line(local, place)}) {
            if (line != null) {
                types.addAll(line.payloadTypes());
            }
        }
        return types;
    }

    private static @Nullable MediaDescription line(@Nullable SessionDescription description, int place) {
        return description == null || place < 0 || place >= description.media().size()
                ? null
                : description.media().get(place);
    }
}
