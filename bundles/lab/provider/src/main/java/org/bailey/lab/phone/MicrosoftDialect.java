package org.bailey.lab.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bailey.lab.sdp.LineSpec;
import org.bailey.lab.sdp.MicrosoftSdp;
import org.bailey.lab.sdp.Multipart;
import org.bailey.lab.sdp.Sdp;
import org.bailey.lab.sdp.SdpMedia;
import org.bailey.lab.sdp.SdpWriter;
import org.bailey.lab.wire.Hop;
import org.bailey.lab.wire.Link;
import org.bailey.lab.wire.SipMessage;
import org.bailey.lab.wire.SipText;
import org.bailey.lab.wire.Tokens;

/** The Microsoft client's headers, contact, Via and offer, and what it dislikes ([MS-SIPRE], [MS-CONFAV], [MS-SDPEXT]). */
final class MicrosoftDialect implements Dialect {
    private static final String SUPPORTED = "ms-dialog-route-set-update,timer,histinfo,ms-safe-transfer,ms-sender,"
            + "ms-early-media,100rel,replaces,ms-conf-invite";
    private static final Pattern BARE_ADDRESS = Pattern.compile("sips?:(\\d{1,3}\\.){3}\\d{1,3}.*");

    private final Phone phone;
    private final MicrosoftVersion version;
    private final MicrosoftSdp sdp;
    private final String epid = Tokens.hex(10);
    private final String endpoint = Tokens.base64(22).replace('+', '-').replace('/', '_') + "AA";
    private final String conversation = "Ad" + Tokens.base64(26) + "==";

    MicrosoftDialect(Phone phone, MicrosoftVersion version) {
        this.phone = phone;
        this.version = version;
        this.sdp = new MicrosoftSdp(phone.settings().plainVideo());
    }

    String epid() {
        return epid;
    }

    String instance() {
        return Tokens.hex(8) + "-" + epid.substring(0, 4) + "-5" + Tokens.hex(3) + "-a" + Tokens.hex(3) + "-"
                + Tokens.hex(12);
    }

    String gruu() {
        return phone.uri() + ";opaque=user:epid:" + endpoint + ";gruu";
    }

    @Override
    public SdpWriter sdp() {
        return sdp;
    }

    @Override
    public String addressParameters() {
        return ";epid=" + epid;
    }

    @Override
    public String contact(Link link) {
        return "<" + gruu() + ">";
    }

    /** Without branch, as the real client's; its Front End does not mind. */
    @Override
    public String via(Link link, String branch) {
        return "SIP/2.0/" + link.transport() + " " + link.local().host() + ":"
                + link.local().port();
    }

    @Override
    public SipMessage dress(SipMessage request) {
        SipMessage dressed = request.with("User-Agent", version.userAgent());
        return switch (request.method()) {
            case "INVITE" ->
                dressed.with("Supported", SUPPORTED)
                        .with("Ms-Conversation-ID", conversation)
                        .with("ms-keep-alive", "UAC;hop-hop=yes")
                        .with("Allow", "INVITE,BYE,ACK,CANCEL,INFO,UPDATE,REFER,NOTIFY,BENOTIFY,OPTIONS")
                        .with("ms-subnet", "127.0.0.0")
                        .with("Accept-Language", "en-US")
                        .with("ms-endpoint-location-data", "NetworkScope;ms-media-location-type=Intranet");
            case "BYE" ->
                dressed.with(
                        "ms-client-diagnostics",
                        "51004; reason=\"Action initiated by user\";UserType=\"Caller\";MediaType=\"Audio\"");
            case "CANCEL" -> dressed.with("ms-client-diagnostics", "52120; reason=\"Conversation ended by user\"");
            default -> dressed;
        };
    }

    @Override
    public SipMessage dressResponse(SipMessage response) {
        SipMessage dressed = response.with("User-Agent", version.userAgent());
        return switch (response.status()) {
            case 180, 183, 200 ->
                response.method().equals("INVITE")
                        ? dressed.with("Supported", SUPPORTED)
                                .with("ms-keep-alive", "UAS; tcp=no; hop-hop=yes; end-end=no; timeout=300")
                        : dressed;
            case 488 ->
                dressed.with(
                        "ms-client-diagnostics",
                        "52063;reason=\"Unsupported session description\";source=\""
                                + phone.settings().domain() + "\"");
            case 603 -> dressed.with("ms-client-diagnostics", "51004; reason=\"Action initiated by user\"");
            default -> dressed;
        };
    }

    @Override
    public Multipart.Body offer(CallMedia media, List<LineSpec> lines, boolean initial) {
        String description = media.text(lines, false);
        return initial && version.fallbackPart()
                ? Multipart.withFallback(sdp.fallback(media.address(), lines), description)
                : new Multipart.Body("application/sdp", description);
    }

    @Override
    public HoldForm hold() {
        return HoldForm.INACTIVE;
    }

    @Override
    public boolean takesOfferless() {
        return false;
    }

    @Override
    public Hop next(Hop wanted, Hop dialogCameFrom) {
        return dialogCameFrom;
    }

    @Override
    public List<String> complaints(SipMessage received) {
        List<String> found = new ArrayList<>();
        if (received.isRequest()) {
            for (String name : List.of("Privacy", "Diversion")) {
                if (received.header(name) != null) {
                    found.add(name + " header");
                }
            }
            if (received.toTag() != null && !epid.equals(SipText.param(received.value("To"), "epid"))) {
                found.add("our epid is not echoed");
            }
            if (received.toTag() != null && !toOurContact(received)) {
                found.add("Request-URI is not our Contact");
            }
            if (BARE_ADDRESS.matcher(SipText.uri(received.value("From"))).matches()) {
                found.add("From is a bare address");
            }
        } else if (!epid.equals(SipText.param(received.value("From"), "epid"))) {
            found.add("our epid is not echoed");
        }
        Sdp description = CallCore.description(received);
        if (description != null) {
            description.media().stream().filter(line -> !line.rejected()).forEach(line -> dislikes(line, found));
        }
        return found;
    }

    /** CANCEL, and the ACK of a refusal, name whom the INVITE named (RFC 3261 sections 9.1 and 17.1.1.3). */
    private boolean toOurContact(SipMessage request) {
        boolean asInvited = request.method().equals("CANCEL")
                || request.method().equals("ACK") && request.requestUri().equals(phone.uri());
        return asInvited || request.requestUri().equals(gruu());
    }

    private static void dislikes(SdpMedia line, List<String> found) {
        for (String name : List.of("label", "x-ssrc-range")) {
            if (!line.hasAttribute(name)) {
                found.add("m=" + line.kind() + " without a=" + name);
            }
        }
    }
}
