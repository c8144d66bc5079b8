package org.bailey.lab.phone;

import java.io.IOException;
import java.time.Duration;
import org.bailey.lab.Leaks;
import org.bailey.lab.frontend.FrontEnd;
import org.bailey.lab.frontend.FrontEndOptions;
import org.bailey.lab.wire.Hop;
import org.bailey.lab.wire.Transport;

/** A client behind its Front End and a room, straight to each other over TCP. Ends by looking for leaks. */
public final class Bench implements AutoCloseable {
    public static final String ALICE = "sip:alice@ms.test";
    public static final String ROOM = "sip:huddle@room.test";
    public static final Duration SOON = Duration.ofSeconds(8);

    public final FrontEnd frontEnd;
    public final MicrosoftClient alice;
    public final Room room;

    public Bench() throws IOException {
        this(
                PhoneOptions.of(ALICE).displayName("Alice").toneHz(440),
                PhoneOptions.of(ROOM).displayName("Huddle").toneHz(880),
                MicrosoftVersion.LYNC_2013);
    }

    Bench(PhoneOptions client, PhoneOptions far, MicrosoftVersion version) throws IOException {
        frontEnd = FrontEnd.open(new FrontEndOptions().listen(Transport.TCP, "127.0.0.1", 0));
        Hop gateway = frontEnd.listening().get(0);
        room = Room.open(far.listen(Transport.TCP, "127.0.0.1", 0).outbound(gateway));
        frontEnd.route("room.test", room.listening().get(0));
        alice = MicrosoftClient.open(client.outbound(frontEnd.clientHop()), version);
    }

    @Override
    public void close() {
        alice.close();
        room.close();
        frontEnd.close();
        Leaks.assertNone();
    }
}
