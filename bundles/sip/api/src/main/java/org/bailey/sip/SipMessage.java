package org.bailey.sip;

/** What requests and responses have in common. */
public sealed interface SipMessage permits SipRequest, SipResponse {
    Headers headers();

    Body body();

    default String callId() {
        return headers().first("Call-ID", "");
    }

    default NameAddress from() {
        return NameAddress.parse(headers().first("From", ""));
    }

    default NameAddress to() {
        return NameAddress.parse(headers().first("To", ""));
    }

    /** {@return the number of the CSeq header, or -1 where there is none} */
    default long cseq() {
        String value = headers().first("CSeq", "").strip();
        int blank = value.indexOf(' ');
        try {
            return Long.parseLong(blank < 0 ? value : value.substring(0, blank));
        } catch (NumberFormatException absent) {
            return -1;
        }
    }

    /** {@return the method of the CSeq header, empty where there is none} */
    default String cseqMethod() {
        String value = headers().first("CSeq", "").strip();
        return value.substring(value.lastIndexOf(' ') + 1);
    }
}
