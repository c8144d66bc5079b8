package org.bailey.call;

import java.util.List;
import org.bailey.dialplan.Dialect;

/**
 * One side of a call as seen from outside.
 *
 * @param peer transport and address it is reached at; empty while unknown
 * @param callId SIP Call-ID of this leg
 * @param encrypted whether all its media is encrypted
 * @param cipher the SRTP suites of its lines, each once; empty in plain RTP
 * @param media one text a media line: {@code audio PCMA sendrecv}
 */
public record LegRecord(
        Dialect dialect,
        String zone,
        String alias,
        String display,
        String peer,
        String callId,
        boolean encrypted,
        List<String> cipher,
        List<String> media) {
    public LegRecord {
        cipher = List.copyOf(cipher);
        media = List.copyOf(media);
    }
}
