package org.bailey.media.provider.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * One media line a relay carries: its port towards A and towards B, and the keys each of them sends and receives with,
 * hexadecimal, {@code -} for plain RTP.
 */
record Carried(int portA, int portB, String aSends, String aReceives, String bSends, String bReceives) {
    static Carried of(String line) {
        String[] words = line.split(" ");
        return new Carried(
                Integer.parseInt(words[0]), Integer.parseInt(words[1]), words[2], words[3], words[4], words[5]);
    }

    /** {@return the flows of a generator that is A and B at once, all of A first} */
    static String flows(List<Carried> lines, Load load, Way way) {
        List<String> a = new ArrayList<>();
        List<String> b = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Carried line = lines.get(i);
            String shape = load.bytes(i) + " " + load.burst(i);
            a.add(String.format(
                    "A %d %s %d %s %d %s", line.portA, line.aSends, way.tagA(), line.bReceives, way.tagB(), shape));
            b.add(String.format(
                    "B %d %s %d %s %d %s", line.portB, line.bSends, way.tagB(), line.aReceives, way.tagA(), shape));
        }
        a.addAll(b);
        return String.join("\n", a) + "\n";
    }
}
