package org.bailey.call.provider;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bailey.call.Sdp;
import org.bailey.sdp.Attribute;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.SessionDescription;

/**
 * Whether a leg is encrypted, and how.
 *
 * @param closed whether every line of it is
 * @param suites of the lines that are, each once
 */
record Padlock(boolean closed, List<String> suites) {
    private static final Padlock OPEN = new Padlock(false, List.of());

    /** Reads what both ends said: the one that answered named a single suite, and only if it took one. */
    static Padlock of(Sdp sdp) {
        if (sdp.local().isEmpty() || sdp.remote().isEmpty()) {
            return OPEN;
        }
        try {
            return of(
                    SessionDescription.parse(sdp.local()).media(),
                    SessionDescription.parse(sdp.remote()).media());
        } catch (MalformedSdp damaged) {
            return OPEN;
        }
    }

    private static Padlock of(List<MediaDescription> ours, List<MediaDescription> theirs) {
        Set<String> suites = new TreeSet<>();
        boolean any = false;
        boolean all = true;
        for (int place = 0; place < Math.min(ours.size(), theirs.size()); place++) {
            if (ours.get(place).isRefused() || theirs.get(place).isRefused()) {
                continue;
            }
            List<Attribute> sent = ours.get(place).attributes("crypto");
            List<Attribute> received = theirs.get(place).attributes("crypto");
            boolean both = !sent.isEmpty() && !received.isEmpty();
            any |= both;
            all &= both;
            if (both) {
                suites.add(suite(sent.size() <= received.size() ? sent.get(0) : received.get(0)));
            }
        }
        return new Padlock(any && all, List.copyOf(suites));
    }

    /** The second word; the key behind it is not touched. */
    private static String suite(Attribute crypto) {
        String[] words = crypto.text().split("[ \t]+", 3);
        return words.length > 1 ? words[1] : "";
    }
}
