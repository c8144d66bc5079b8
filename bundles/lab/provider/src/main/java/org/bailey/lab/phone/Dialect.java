package org.bailey.lab.phone;

import java.util.List;
import org.bailey.lab.sdp.LineSpec;
import org.bailey.lab.sdp.Multipart;
import org.bailey.lab.sdp.SdpWriter;
import org.bailey.lab.wire.Hop;
import org.bailey.lab.wire.Link;
import org.bailey.lab.wire.SipMessage;

/** How one family of phones speaks SIP. On the phone's loop. */
interface Dialect {
    SdpWriter sdp();

    /** What follows our tag in From and To, such as {@code ;epid=...}. */
    String addressParameters();

    /** Our Contact value for messages on {@code link}. */
    String contact(Link link);

    /** Our Via value. */
    String via(Link link, String branch);

    /** Adds what this family writes into every request. */
    SipMessage dress(SipMessage request);

    /** Adds what this family writes into every response. */
    SipMessage dressResponse(SipMessage response);

    /** The body of an offer. */
    Multipart.Body offer(CallMedia media, List<LineSpec> lines, boolean initial);

    HoldForm hold();

    /** Whether an INVITE without a description is understood. */
    boolean takesOfferless();

    /** Where a request inside a dialog goes when its first route or target names {@code wanted}. */
    Hop next(Hop wanted, Hop dialogCameFrom);

    /** What a real phone of this family would dislike about a message it received; empty if nothing. */
    List<String> complaints(SipMessage received);
}
