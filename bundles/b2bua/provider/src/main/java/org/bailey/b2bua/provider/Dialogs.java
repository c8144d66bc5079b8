package org.bailey.b2bua.provider;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bailey.call.Dialog;
import org.bailey.sip.NameAddress;
import org.bailey.sip.SipMessage;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;
import org.bailey.sip.SipUri;

/** Makes dialogs out of messages (RFC 3261 section 12.1). */
final class Dialogs {
    private Dialogs() {}

    /** {@return the dialog of an INVITE that came to us, under our tag} */
    static Dialog ofInvite(SipRequest invite, String localTag) {
        return new Dialog(
                invite.callId(),
                localTag,
                invite.from().tag(),
                invite.to().withTag(localTag).toString(),
                invite.headers().first("From", ""),
                contact(
                        invite,
                        NameAddress.parse(invite.headers().first("From", "")).uri()),
                invite.headers().list("Record-Route"),
                0,
                invite.cseq());
    }

    /** {@return the dialog an answer to our INVITE makes} */
    static Dialog ofAnswer(SipRequest invite, SipResponse answer) {
        List<String> routes = new ArrayList<>(answer.headers().list("Record-Route"));
        Collections.reverse(routes);
        return new Dialog(
                invite.callId(),
                invite.from().tag(),
                answer.to().tag(),
                invite.headers().first("From", ""),
                answer.headers().first("To", invite.headers().first("To", "")),
                contact(answer, invite.uri()),
                routes,
                invite.cseq(),
                -1);
    }

    /** {@return the URI of the Contact, or {@code fallback} where none can be used (a target refresh without Contact changes nothing)} */
    static String contact(SipMessage message, String fallback) {
        List<String> contacts = message.headers().list("Contact");
        if (contacts.isEmpty() || contactBroken(message)) {
            return fallback;
        }
        return NameAddress.parse(contacts.get(0)).uri();
    }

    /** {@return whether there is a Contact that no request can be sent to} */
    static boolean contactBroken(SipMessage message) {
        List<String> contacts = message.headers().list("Contact");
        if (contacts.isEmpty()) {
            return message.headers().has("Contact");
        }
        String uri = NameAddress.parse(contacts.get(0)).uri();
        try {
            String scheme = SipUri.parse(uri).scheme();
            return !scheme.equals("sip") && !scheme.equals("sips")
                    || uri.chars().anyMatch(c -> c <= ' ' || c == 127 || c == '<' || c == '>' || c == '"');
        } catch (IllegalArgumentException notSip) {
            return true;
        }
    }

    /** {@return the same dialog as another fork: the peer has heard an answer in the first that does not count} */
    static Dialog otherFork(Dialog dialog, String localTag) {
        return dialog.withLocal(
                localTag, NameAddress.parse(dialog.local()).withTag(localTag).toString());
    }

    /** {@return whether a request belongs to that dialog} */
    static boolean matches(Dialog dialog, SipRequest request) {
        return dialog.callId().equals(request.callId())
                && dialog.localTag().equals(request.to().tag())
                && dialog.remoteTag().equals(request.from().tag());
    }
}
