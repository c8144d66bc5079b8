package org.bailey.svc.provider;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import org.bailey.media.PacketRewriter;
import org.bailey.media.PictureTerms;
import org.bailey.media.RewritingState;
import org.bailey.media.StreamState;
import org.bailey.svc.AvcStream;
import org.bailey.svc.UcStream;
import org.bailey.system.StoredSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Rewrites the pictures of lines between a Microsoft client and a room, each direction as its receiver takes it. */
@Component(configurationPid = "org.bailey.svc")
@Designate(ocd = SvcConfig.class)
public final class SvcRewriter implements PacketRewriter {
    private static final StoredSettings<SvcConfig, SvcSettings> STORED =
            new StoredSettings<>("org.bailey.svc", SvcConfig.class, SvcSettings::from);

    /** What works on one packet after the other; forgotten with this, whatever becomes of the threads. */
    private static final class Hands {
        final UcToAvc toAvc = new UcToAvc();
        final AvcToUc toUc = new AvcToUc();
    }

    private final ConcurrentHashMap<Thread, Hands> hands = new ConcurrentHashMap<>();
    private volatile Terms terms;

    /** Settings with a number that tells them from others, in state that outlives this class. */
    private record Terms(SvcSettings settings, int number) {
        Terms(SvcSettings settings) {
            this(settings, settings.hashCode());
        }
    }

    @Activate
    public SvcRewriter(SvcConfig config) {
        this(STORED.begin(config));
    }

    /** With the settings nobody has changed. */
    public SvcRewriter() {
        this(SvcSettings.USUAL);
    }

    private SvcRewriter(SvcSettings settings) {
        terms = new Terms(settings);
    }

    @Modified
    void reconfigure(SvcConfig config) {
        terms = new Terms(STORED.change(terms.settings, config));
    }

    @Override
    public String bridge() {
        return "svc";
    }

    @Override
    public void rtp(StreamState stream, ByteBuffer packet, long nanos, Out out) {
        PictureTerms picture = stream.picture;
        if (picture == null) {
            return;
        }
        int type = stream.payloads.sent(packet.get(packet.position() + 1) & 0x7f);
        if (picture.layered()) {
            hands().toUc.receive(uc(stream, picture, type), packet, nanos, out);
        } else {
            hands().toAvc.receive(avc(stream, picture, type), packet, nanos, out);
        }
    }

    @Override
    public void look(StreamState stream, long nanos, Out out) {
        RewritingState state = stream.rewriting;
        if (state instanceof AvcStream avc) {
            hands().toAvc.look(avc, nanos, out);
        } else if (state instanceof UcStream uc) {
            hands().toUc.look(uc, nanos, out);
        }
    }

    private AvcStream avc(StreamState stream, PictureTerms picture, int type) {
        int source = stream.leavingSource();
        Terms now = terms;
        AvcStream avc = stream.rewriting instanceof AvcStream known
                ? known
                : new AvcStream(now.settings.avc(picture, source, type));
        stream.rewriting = avc;
        if (avc.origin.changes(picture, now.number, source, type)) {
            avc.terms = now.settings.avc(picture, source, type);
        }
        return avc;
    }

    private UcStream uc(StreamState stream, PictureTerms picture, int type) {
        int source = stream.leavingSource();
        Terms now = terms;
        UcStream uc = stream.rewriting instanceof UcStream known
                ? known
                : new UcStream(now.settings.uc(picture, source, type));
        stream.rewriting = uc;
        if (uc.origin.changes(picture, now.number, source, type)) {
            uc.terms = now.settings.uc(picture, source, type);
        }
        return uc;
    }

    private Hands hands() {
        Thread thread = Thread.currentThread();
        Hands own = hands.get(thread);
        if (own == null) {
            own = new Hands();
            hands.put(thread, own);
        }
        return own;
    }
}
