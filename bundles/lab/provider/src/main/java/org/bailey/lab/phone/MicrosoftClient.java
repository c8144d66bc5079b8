package org.bailey.lab.phone;

import java.io.IOException;
import java.time.Duration;
import org.bailey.lab.wire.Link;
import org.bailey.lab.wire.SipMessage;

/** A Lync or Skype for Business client behind a Front End, in their SIP and SDP dialect. Its outbound hop is the Front End's. */
public final class MicrosoftClient extends Phone {
    private MicrosoftClient(PhoneOptions options, MicrosoftVersion version) throws IOException {
        super(options, phone -> new MicrosoftDialect(phone, version));
    }

    /** Opens a client and signs in at the Front End its options name as outbound hop; waits for the answer. */
    public static MicrosoftClient open(PhoneOptions options, MicrosoftVersion version) throws IOException {
        MicrosoftClient client = new MicrosoftClient(options, version);
        client.register();
        return client;
    }

    private void register() throws IOException {
        try {
            loop().call(() -> {
                Link link = outbound();
                SipMessage register = outside(
                                link, "REGISTER", "sip:" + settings().domain(), uri())
                        .with(
                                "Contact",
                                "<sip:" + link.local().host() + ":"
                                        + link.local().port()
                                        + ";transport=" + link.transport().token() + ">;+sip.instance=\"<urn:uuid:"
                                        + dialectOfMicrosoft().instance() + ">\"")
                        .with("Event", "registration");
                send(
                        link,
                        register,
                        answer -> note("sign-in answered " + answer.status()),
                        () -> note("sign-in timed out"));
                return link;
            });
            journal().await("signed in", Duration.ofSeconds(5), entry -> entry.received(200, "REGISTER"));
        } catch (RuntimeException refused) {
            close();
            throw new IOException(uri() + " cannot sign in at the Front End: " + refused.getMessage(), refused);
        }
    }

    private MicrosoftDialect dialectOfMicrosoft() {
        return (MicrosoftDialect) dialect();
    }

    /** The ten hexadecimal digits that stand as epid in From and To. */
    public String epid() {
        return dialectOfMicrosoft().epid();
    }

    /** The globally routable URI in this client's Contact. */
    public String gruu() {
        return dialectOfMicrosoft().gruu();
    }
}
