package org.bailey.dialplan.provider.plan;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bailey.dialplan.SipVariant;
import org.bailey.sip.Headers;
import org.bailey.sip.SipRequest;

/**
 * Says what a request is about and whose dialect it is in, by what stands in it: the body decides the kind, headers only
 * whether it is Microsoft's. A pure function of the request that opens a dialog; [MS-SDPEXT], [MS-SIPRE], [MS-CONFIM].
 */
public final class Variants {
    private static final Pattern IM_LINE =
            Pattern.compile("(?m)^m=(?:x-ms-message |message \\d+(?:/\\d+)? sip(?: |\\r?$))");
    private static final List<String> AV_SIGNS = List.of(
            "x-h264uc",
            "x-rtvc1",
            "x-msrta",
            "a=x-ssrc-range",
            "a=x-mediabw",
            "a=x-devicecaps",
            "a=cryptoscale",
            "a=x-candidate-ipv6",
            "a=x-caps",
            "a=x-bypassid",
            "tcp-act",
            "tcp-pass",
            "ms-proxy-2007fallback");
    private static final Pattern AGENT = Pattern.compile(
            "(?i)(?:UCCAPI|RTCC|RTC/|OC/|LCC/|MCU|Mediation|Windows RTC).*|.*Microsoft (?:Lync|Office Communicator).*"
                    + "|.*Skype for Business.*");
    private static final List<String> PRESENCE_SIGNS =
            List.of("msrtc", "vnd-microsoft", "ms-benotify", "ms-piggyback-first-notify");
    private static final List<String> PRESENCE_METHODS =
            List.of("SUBSCRIBE", "NOTIFY", "BENOTIFY", "PUBLISH", "SERVICE", "MESSAGE");

    private Variants() {}

    public static SipVariant classify(SipRequest request) {
        if (request.is("INVITE")) {
            return invite(request);
        }
        if (PRESENCE_METHODS.contains(request.method())) {
            return microsoftPresence(request) || fromMicrosoft(request) ? SipVariant.MICROSOFT_IM : SipVariant.STANDARD;
        }
        return SipVariant.ANY;
    }

    private static SipVariant invite(SipRequest request) {
        String type = request.body().contentType().toLowerCase(Locale.ROOT);
        String body = request.body().text();
        String lower = body.toLowerCase(Locale.ROOT);
        if (IM_LINE.matcher(lower).find()) {
            return SipVariant.MICROSOFT_IM;
        }
        if (conference(type) || type.startsWith("multipart/") && conference(lower)) {
            return SipVariant.MICROSOFT_CONFERENCE;
        }
        if (lower.startsWith("m=applicationsharing ") || lower.contains("\nm=applicationsharing ")) {
            return SipVariant.MICROSOFT_SHARE;
        }
        if (AV_SIGNS.stream().anyMatch(sign -> type.contains(sign) || lower.contains(sign)) || fromMicrosoft(request)) {
            return SipVariant.MICROSOFT_AV;
        }
        return SipVariant.STANDARD;
    }

    private static boolean conference(String text) {
        return text.contains("application/ms-conf-invite+xml") || text.contains("application/cccp+xml");
    }

    private static boolean microsoftPresence(SipRequest request) {
        Headers headers = request.headers();
        String signs = String.join(
                        " ",
                        headers.first("Event", ""),
                        String.join(" ", headers.list("Supported")),
                        String.join(" ", headers.list("Accept")),
                        request.body().contentType())
                .toLowerCase(Locale.ROOT);
        return request.is("BENOTIFY")
                || request.is("SERVICE")
                || PRESENCE_SIGNS.stream().anyMatch(signs::contains);
    }

    private static boolean fromMicrosoft(SipRequest request) {
        Headers headers = request.headers();
        return AGENT.matcher(headers.first("User-Agent", headers.first("Server", "")))
                        .matches()
                || request.from().parameter("epid").isPresent()
                || headers.has("Ms-Conversation-ID")
                || headers.has("ms-keep-alive")
                || headers.first("Contact", "").contains("opaque=user:epid")
                || headers.all("Record-Route").anyMatch(route -> route.contains("ms-route-sig"));
    }
}
