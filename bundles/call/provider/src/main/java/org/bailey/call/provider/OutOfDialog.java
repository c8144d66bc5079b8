package org.bailey.call.provider;

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

    private OutOfDialog() {}

    static void answer(SipStack sip, Requested event, String tag) {
        SipRequest request = event.request();
        TransactionId transaction = event.transaction();
        if (transaction == null) {
            return;
        }
        Headers allow = Headers.NONE.plus("Allow", ALLOW);
        boolean inDialog = !request.to().tag().isEmpty();
        SipResponse response;
        if (inDialog) {
            response = new SipResponse(
                    481,
                    "Call/Transaction Does Not Exist",
                    Headers.NONE,
                    Body.EMPTY,
                    request.to().tag());
        } else if (request.is("OPTIONS")) {
            response = new SipResponse(
                    200, "OK", allow.plus("Supported", "timer").plus("Accept", "application/sdp"), Body.EMPTY, tag);
        } else if (ALLOW.contains(request.method()) || isKnown(request.method())) {
            response = new SipResponse(405, "Method Not Allowed", allow, Body.EMPTY, tag);
        } else {
            response = new SipResponse(501, "Not Implemented", allow, Body.EMPTY, tag);
        }
        sip.respond(transaction, response);
    }

    private static boolean isKnown(String method) {
        return switch (method) {
            case "REGISTER", "SUBSCRIBE", "NOTIFY", "PUBLISH", "MESSAGE", "REFER", "PRACK", "SERVICE", "BENOTIFY" ->
                true;
            default -> false;
        };
    }
}
