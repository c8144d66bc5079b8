package org.bailey.system.provider;

import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Reads an answer: records, an alias to follow, or nothing and for how long (RFC 1034 section 3.6.2, RFC 2308). */
final class ReplyReader {
    private static final int LONGEST_CHAIN = 16;
    private static final long LONGEST_NOTHING = 60;
    private static final long SHORTEST_NOTHING = 5;

    private ReplyReader() {}

    /** @param server as text, for the sentence */
    static Reply read(Message message, Name asked, int type, String server) {
        List<Record> answers = message.getSection(Section.ANSWER);
        Name name = asked;
        long ttl = Long.MAX_VALUE;
        for (int step = 0; step < LONGEST_CHAIN; step++) {
            List<Record> found = new ArrayList<>();
            Name alias = null;
            for (Record record : answers) {
                if (!record.getName().equals(name)) {
                    continue;
                }
                if (record.getType() == type) {
                    found.add(record);
                    ttl = Math.min(ttl, record.getTTL());
                } else if (record instanceof CNAMERecord cname) {
                    alias = cname.getTarget();
                    ttl = Math.min(ttl, record.getTTL());
                }
            }
            if (!found.isEmpty()) {
                return new Reply.Records(found, ttl);
            }
            if (alias == null) {
                break;
            }
            name = alias;
        }
        if (!name.equals(asked) && message.getRcode() == Rcode.NOERROR && !saysThereIsNothing(message)) {
            return new Reply.Alias(name, ttl);
        }
        String what = message.getRcode() == Rcode.NXDOMAIN
                ? "there is no name " + text(name)
                : text(name) + " has no " + Type.string(type) + " records";
        return new Reply.Nothing(what + ", says DNS server " + server, nothingFor(message));
    }

    private static boolean saysThereIsNothing(Message message) {
        return message.getSection(Section.AUTHORITY).stream().anyMatch(SOARecord.class::isInstance);
    }

    /** How long "nothing" holds: RFC 2308 section 5, within reason for somebody who just adds the record. */
    private static long nothingFor(Message message) {
        for (Record record : message.getSection(Section.AUTHORITY)) {
            if (record instanceof SOARecord soa) {
                return Math.max(SHORTEST_NOTHING, Math.min(LONGEST_NOTHING, Math.min(soa.getTTL(), soa.getMinimum())));
            }
        }
        return SHORTEST_NOTHING;
    }

    static String text(Name name) {
        return name.toString(true);
    }
}
