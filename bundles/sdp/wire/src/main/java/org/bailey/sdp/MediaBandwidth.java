package org.bailey.sdp;

import java.util.Optional;

/**
 * {@code a=x-mediabw:label send=n;recv=n} ([MS-SDPEXT] section 3.1.5.28), a session-level attribute.
 *
 * @param label the {@code a=label} of the media it is about
 * @param sendKbit what the author may send, kbit/s; 0 is nothing
 * @param receiveKbit what the author may be sent, kbit/s; 0 is nothing
 */
public record MediaBandwidth(String label, long sendKbit, long receiveKbit) {
    public MediaBandwidth {
        Text.token("label", label);
        if (sendKbit < 0 || receiveKbit < 0) {
            throw new IllegalArgumentException("bandwidth of " + label + " is negative");
        }
    }

    static Optional<MediaBandwidth> read(String text) {
        String[] words = text.split("[ \t;]+");
        long send = -1;
        long receive = -1;
        for (int i = 1; i < words.length; i++) {
            if (words[i].startsWith("send=")) {
                send = Text.number(words[i].substring(5), Long.MAX_VALUE);
            } else if (words[i].startsWith("recv=")) {
                receive = Text.number(words[i].substring(5), Long.MAX_VALUE);
            }
        }
        return words[0].isEmpty() || send < 0 || receive < 0
                ? Optional.empty()
                : Optional.of(new MediaBandwidth(words[0], send, receive));
    }

    public Attribute attribute() {
        return Attribute.of("x-mediabw", label + " send=" + sendKbit + ";recv=" + receiveKbit);
    }
}
