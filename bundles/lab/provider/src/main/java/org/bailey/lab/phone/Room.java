package org.bailey.lab.phone;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bailey.lab.sdp.LineSpec;
import org.bailey.lab.sdp.Multipart;
import org.bailey.lab.sdp.SdpWriter;
import org.bailey.lab.sdp.StandardSdp;
import org.bailey.lab.wire.Hop;
import org.bailey.lab.wire.Link;
import org.bailey.lab.wire.SipMessage;

/** A standards-based video room: SIP over UDP, TCP or TLS, G.711 and H.264 over plain RTP. */
public final class Room extends Phone {
    private Room(PhoneOptions options) throws IOException {
        super(options, StandardDialect::new);
    }

    /** Opens a room; {@code options} should listen somewhere and name an outbound hop if it is to call. */
    public static Room open(PhoneOptions options) throws IOException {
        return new Room(options);
    }

    private static final class StandardDialect implements Dialect {
        private static final Pattern MICROSOFT = Pattern.compile(
                "(?im)^(ms-[a-z-]+|history-info) *:|;epid=|;gruu|^a=(x-|cryptoscale|ice-|candidate|label:main)|x-message app"
                        + "|X-H264UC|x-rtvc1|x-msrta|multipart/alternative");
        private final Phone phone;
        private final SdpWriter sdp = new StandardSdp();

        StandardDialect(Phone phone) {
            this.phone = phone;
        }

        @Override
        public SdpWriter sdp() {
            return sdp;
        }

        @Override
        public String addressParameters() {
            return "";
        }

        @Override
        public String contact(Link link) {
            Hop at = phone.boundFor(link.transport());
            return "<sip:" + phone.settings().user() + "@" + at.host() + ":" + at.port() + ";transport="
                    + at.transport().token() + ">";
        }

        @Override
        public String via(Link link, String branch) {
            Hop at = phone.boundFor(link.transport());
            int port = at.port() == 0 ? link.local().port() : at.port();
            return "SIP/2.0/" + link.transport() + " " + at.host() + ":" + port + ";branch=" + branch + ";rport";
        }

        @Override
        public SipMessage dress(SipMessage request) {
            SipMessage dressed = request.with("User-Agent", "Bailey-Lab-Room/1.0");
            return request.method().equals("INVITE") || request.method().equals("UPDATE")
                    ? dressed.with("Supported", "timer,100rel,replaces")
                    : dressed;
        }

        @Override
        public SipMessage dressResponse(SipMessage response) {
            SipMessage dressed = response.with("Server", "Bailey-Lab-Room/1.0");
            return response.status() / 100 == 2 ? dressed.with("Supported", "timer,100rel,replaces") : dressed;
        }

        @Override
        public Multipart.Body offer(CallMedia media, List<LineSpec> lines, boolean initial) {
            return new Multipart.Body("application/sdp", media.text(lines, false));
        }

        @Override
        public HoldForm hold() {
            return HoldForm.SENDONLY;
        }

        @Override
        public boolean takesOfferless() {
            return true;
        }

        @Override
        public Hop next(Hop wanted, Hop dialogCameFrom) {
            return wanted;
        }

        @Override
        public List<String> complaints(SipMessage received) {
            List<String> found = new ArrayList<>();
            var matcher = MICROSOFT.matcher(received.text());
            while (matcher.find()) {
                found.add("Microsoft's '" + matcher.group().strip() + "' reached the standard side");
            }
            return found;
        }
    }
}
