package org.bailey.sip.provider;

import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import java.text.ParseException;
import java.util.List;
import javax.sip.InvalidArgumentException;

/**
 * A request as JAIN-SIP's transactions see it: method and branch, everything else a placeholder. What goes over the wire is
 * {@link #bytes()}; JAIN-SIP never formats or reads a header of ours, so it cannot alter one.
 */
final class JainRequest extends SIPRequest {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient byte[] bytes;

    /**
     * @param branch unique among the transactions of that side
     * @param bytes what to send; empty for a request that was received
     */
    JainRequest(String method, String branch, byte[] bytes) {
        key = method.equals("CANCEL") ? branch + ":CANCEL" : branch;
        this.bytes = bytes;
        try {
            setRequestURI(new SipUri());
            setMethod(method);
            setHeader(placeholder(new From()));
            setHeader(placeholder(new To()));
            setHeader(new CallID("0@0"));
            setHeader(new CSeq(1, method));
            setHeader(new MaxForwards(70));
            setVia(List.of(via(branch)));
        } catch (ParseException | InvalidArgumentException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Via via(String branch) throws ParseException, InvalidArgumentException {
        Via via = new Via();
        via.setTransport("TCP");
        via.setHost("localhost");
        via.setPort(5060);
        via.setBranch(branch);
        return via;
    }

    private static <H extends gov.nist.javax.sip.header.AddressParametersHeader> H placeholder(H header) {
        AddressImpl address = new AddressImpl();
        address.setURI(new SipUri());
        header.setAddress(address);
        return header;
    }

    byte[] bytes() {
        return bytes;
    }

    /** {@return the branch in its own letter case: JAIN-SIP would fold it and mix up two of our users' ids} */
    @Override
    public String getTransactionId() {
        return key;
    }

    @Override
    public byte[] encodeAsBytes(String transport) {
        return bytes.clone();
    }
}
