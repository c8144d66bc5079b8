package org.bailey.sip.provider;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bailey.sip.Header;
import org.bailey.sip.Headers;
import org.bailey.sip.NameAddress;
import org.bailey.sip.SipResponse;

/**
 * What a response owes to its request, ready as text: Via, From, To, Call-ID and CSeq as they came (RFC 3261 section
 * 8.2.6.2), Record-Route for those that make a dialog.
 */
final class ResponseHead {
    private static final Pattern ASKS_RPORT = Pattern.compile(";[ \t]*rport[ \t]*(?=;|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern RECEIVED = Pattern.compile(";[ \t]*received[ \t]*=[^;]*", Pattern.CASE_INSENSITIVE);
    private static final List<String> OURS = List.of("Via", "From", "To", "Call-ID", "CSeq");

    private final String before;
    private final String to;
    private final boolean tagged;
    private final String after;
    private final String recordRoutes;

    private ResponseHead(String before, String to, boolean tagged, String after, String recordRoutes) {
        this.before = before;
        this.to = to;
        this.tagged = tagged;
        this.after = after;
        this.recordRoutes = recordRoutes;
    }

    /** @param headers of the request, its top Via marked by {@link #received} */
    static ResponseHead of(Headers headers) {
        String to = MessageWriter.line(headers.first("To", ""));
        return new ResponseHead(
                lines(headers, "Via") + lines(headers, "From"),
                to,
                !NameAddress.parse(to).tag().isEmpty(),
                lines(headers, "Call-ID") + lines(headers, "CSeq"),
                lines(headers, "Record-Route"));
    }

    private static String lines(Headers headers, String name) {
        return headers.all(name)
                .map(value -> name + ": " + MessageWriter.line(value) + "\r\n")
                .collect(Collectors.joining());
    }

    /** {@return the headers with the peer's address in the top Via: received, and rport where it was asked for (RFC 3581)} */
    static Headers received(Headers headers, Via top, InetSocketAddress remote) {
        boolean asked = ASKS_RPORT.matcher(top.parameters()).find();
        String address = literal(remote.getAddress());
        if (!asked && top.host().equals(address.contains(":") ? "[" + address + "]" : address)) {
            return headers;
        }
        String marked = RECEIVED.matcher(top.text()).replaceAll("");
        marked = ASKS_RPORT.matcher(marked).replaceAll(";rport=" + remote.getPort()) + ";received=" + address;
        List<Header> fields = new java.util.ArrayList<>(headers.fields());
        for (int i = 0; i < fields.size(); i++) {
            Header field = fields.get(i);
            int at = field.is("Via") ? field.value().indexOf(top.text()) : -1;
            if (at >= 0) {
                fields.set(
                        i,
                        new Header(
                                field.name(),
                                field.value().substring(0, at)
                                        + marked
                                        + field.value()
                                                .substring(at + top.text().length())));
                break;
            }
        }
        return new Headers(fields);
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    byte[] bytes(SipResponse response, String agent) {
        StringBuilder text = new StringBuilder(1024)
                .append("SIP/2.0 ")
                .append(response.status())
                .append(' ')
                .append(MessageWriter.line(response.reason()))
                .append("\r\n")
                .append(before)
                .append("To: ")
                .append(to);
        if (!tagged && !response.toTag().isEmpty()) {
            text.append(";tag=").append(MessageWriter.line(response.toTag()));
        }
        text.append("\r\n").append(after);
        Headers others = response.headers();
        if (response.status() > 100 && response.status() < 300 && !others.has("Record-Route")) {
            text.append(recordRoutes);
        }
        for (Header header : others.fields()) {
            if (OURS.stream().noneMatch(header::is) && !header.is("Content-Length") && !header.is("Content-Type")) {
                MessageWriter.header(text, header.name(), header.value());
            }
        }
        if (!agent.isEmpty() && !others.has("Server") && !others.has("User-Agent")) {
            MessageWriter.header(text, "Server", agent);
        }
        return MessageWriter.finish(text, response.body());
    }
}
