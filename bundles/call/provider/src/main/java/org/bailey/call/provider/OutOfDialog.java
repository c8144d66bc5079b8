package org.bailey.call.provider;

import java.util.Set;
import org.bailey.sip.Body;
import org.bailey.sip.Headers;
import org.bailey.sip.SipEvent.Requested;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;
import org.bailey.sip.SipStack;
import org.bailey.sip.TransactionId;

/** Answers to requests that belong to no call and open none. Cheap: mis-dials and scanners end here. */
final class OutOfDialog {
    static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, INFO";
    private static final Set<String> DIALOG_ONLY = Set.of("BYE", "UPDATE", "INFO", "PRACK", "CANCEL");
    private static final Set<String> KNOWN =
            Set.of("REGISTER", "SUBSCRIBE", "NOTIFY", "PUBLISH", "MESSAGE", "REFER", "SERVICE", "BENOTIFY");

    private OutOfDialog() {}

    static void answer(SipStack sip, Requested event, String tag) {
        SipRequest request = event.request();
        TransactionId transaction = event.transaction();
        if (transaction == null) {
            return;
        }
        Headers allow = Headers.NONE.plus("Allow", ALLOW);
        String theirs = request.to().tag();
        boolean inDialog = !theirs.isEmpty() || DIALOG_ONLY.contains(request.method());
        SipResponse response;
        if (inDialog) {
            response = new SipResponse(
                    481, "Call/Transaction Does Not Exist", Headers.NONE, Body.EMPTY, theirs.isEmpty() ? tag : theirs);
        } else if (request.is("OPTIONS")) {
            response = new SipResponse(
                    200, "OK", allow.plus("Supported", "timer").plus("Accept", "application/sdp"), Body.EMPTY, tag);
        } else if (KNOWN.contains(request.method())) {
            response = new SipResponse(405, "Method Not Allowed", allow, Body.EMPTY, tag);
        } else {
            response = new SipResponse(501, "Not Implemented", allow, Body.EMPTY, tag);
        }
        sip.respond(transaction, response);
    }
}
