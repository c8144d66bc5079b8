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
        int digits = 0;
        while (digits < value.length() && value.charAt(digits) >= '0' && value.charAt(digits) <= '9') {
            digits++;
        }
        return digits == 0 || digits > 18 ? -1 : Long.parseLong(value.substring(0, digits));
    }

    /** {@return the method of the CSeq header, empty where there is none} */
    default String cseqMethod() {
        String value = headers().first("CSeq", "").strip();
        int blank = Math.max(value.lastIndexOf(' '), value.lastIndexOf('\t'));
        return value.substring(blank + 1);
    }
}
