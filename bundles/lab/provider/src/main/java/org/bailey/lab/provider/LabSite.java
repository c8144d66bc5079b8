package org.bailey.lab.provider;

import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.bailey.lab.frontend.FrontEnd;
import org.bailey.lab.frontend.FrontEndOptions;
import org.bailey.lab.phone.AnswerPlan;
import org.bailey.lab.phone.MicrosoftClient;
import org.bailey.lab.phone.MicrosoftVersion;
import org.bailey.lab.phone.PhoneOptions;
import org.bailey.lab.phone.Room;
import org.bailey.lab.wire.Transport;

/** Both sides of the gateway, up: the Front End with its client, and the room. */
record LabSite(FrontEnd frontEnd, MicrosoftClient client, Room room) implements AutoCloseable {
    static final int CLIENT_HZ = 440;
    static final int ROOM_HZ = 880;
    private static final AnswerPlan POLITE = AnswerPlan.answerAfter(Duration.ofSeconds(1));

    static LabSite open(LabSettings settings, SSLContext tls) throws IOException {
        FrontEnd frontEnd = FrontEnd.open(new FrontEndOptions()
                .listen(
                        Transport.TLS,
                        settings.frontEnd().host(),
                        settings.frontEnd().port())
                .advertisedHost(settings.frontEnd().host())
                .route(settings.roomDomain(), settings.gatewayMicrosoft())
                .tls(tls));
        Room room = null;
        try {
            room = Room.open(PhoneOptions.of(settings.huddle())
                    .displayName("Huddle room")
                    .toneHz(ROOM_HZ)
                    .plan(POLITE)
                    .mediaAddress(settings.room().host())
                    .listen(
                            Transport.TCP,
                            settings.room().host(),
                            settings.room().port())
                    .listen(
                            Transport.UDP,
                            settings.room().host(),
                            settings.room().port())
                    .outbound(settings.gatewayStandard()));
            MicrosoftClient client = MicrosoftClient.open(
                    PhoneOptions.of(settings.client())
                            .displayName("Alice")
                            .toneHz(CLIENT_HZ)
                            .plainVideo(false)
                            .plan(POLITE)
                            .mediaAddress(settings.frontEnd().host())
                            .outbound(frontEnd.clientHop()),
                    MicrosoftVersion.LYNC_2013);
            return new LabSite(frontEnd, client, room);
        } catch (IOException taken) {
            if (room != null) {
                room.close();
            }
            frontEnd.close();
            throw taken;
        }
    }

    @Override
    public void close() {
        client.close();
        room.close();
        frontEnd.close();
    }
}
