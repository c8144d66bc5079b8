package org.bailey.svc;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.bailey.media.PacketPath;
import org.bailey.media.RewritingState;
import org.bailey.media.RewritingStatistics;
import org.bailey.svc.wire.LayerTable;
import org.jspecify.annotations.Nullable;

/** A stream on its way from H.264 UC to AVC: its sources, what waits, the picture that is being sent, the numbers it leaves with. */
public final class AvcStream implements RewritingState {
    /** Sources that are told apart; the one silent longest gives way to a new one. */
    public static final int SOURCES = 16;
    /** No stream. */
    public static final int NOBODY = Integer.MIN_VALUE;

    private static final int PACKET = 12 + 16000;

    public AvcTerms terms;
    /** Of what the terms were made. */
    public final TermsOrigin origin = new TermsOrigin();

    public final SvcCounts counts = new SvcCounts();
    public final PacketWindow window = new PacketWindow();
    public final @Nullable SourceQueue[] sources = new SourceQueue[SOURCES];
    public final LayerTable layers = new LayerTable();
    public final ParameterSets parameters = new ParameterSets();
    /** Whether a packet has come. */
    public boolean begun;

    // -- which simulcast stream

    /** Number of the base layer of the stream that is sent on; below 0 for a source without layers; {@link #NOBODY} before. */
    public int chosen = NOBODY;
    /** When it brought its last packet. */
    public long chosenNanos;
    /** The one that is wanted instead, as in {@link #chosen}. */
    public int wanted = NOBODY;
    /** The source of its base layer; -1 before. */
    public long base = -1;

    // -- the picture that is being sent

    public boolean open;
    /** Its source; meaningful once {@link #pictured}. */
    public @Nullable SourceQueue openSource;

    /** Timestamp of this picture or the last one as it came; meaningful once {@link #pictured}. */
    public int timestamp;

    public boolean pictured;
    /** It is not sent on, or no further; because something of it is missing. */
    public boolean dropped;

    public boolean incomplete;
    /** It is left out, as the receiver takes fewer. */
    public boolean thinned;
    /** Whether anything of it was sent, parameter sets of its own were, and others refer to it. */
    public boolean begunSending;

    public boolean parametersSent;
    public boolean referred;
    public boolean key;
    /** Type of the unit a piece of which was sent last; 0 for none. */
    public int piece;

    // -- order

    /** Usual distance of pictures in units of the clock; 0 while unknown. */
    public int step;

    public int shorterSteps;
    /** DONC the next picture should have; -1 where that is unknown. How often it had lately. */
    public int orderDue = -1;

    public int orderHits;
    /** Units of the picture so far, and its own DONC. */
    public int units;

    public int order = -1;

    // -- damage

    /** Nothing is sent until a key picture comes. */
    public boolean waiting = true;

    public long waitingNanos;
    /** Pictures of this temporal layer and above are not sent until one of a lower layer is; 8 for none. */
    public int brokenFrom = 8;
    /** A key picture is to be asked for; the owner clears it. */
    public boolean keyWanted;

    public long keyWantedNanos;

    // -- what leaves

    public int sequence = ThreadLocalRandom.current().nextInt(0x8000);
    /** Added to timestamps; the timestamp the last picture left with; whether the source's clock may be another one now. */
    public int shift;

    public int sentTimestamp;
    public boolean clockChanged;
    /** The packet that leaves next, held until it is known whether it is the last of its picture. */
    public final ByteBuffer held = ByteBuffer.allocate(PACKET + PacketPath.ROOM);

    public boolean holding;
    /** A unit that is put together for mode 0. */
    public final ByteBuffer assembly = ByteBuffer.allocate(PACKET);

    public boolean assembling;

    public AvcStream(AvcTerms terms) {
        this.terms = terms;
    }

    @Override
    public long source() {
        return base;
    }

    @Override
    public long keyLayers() {
        return bit(chosen) | bit(wanted) | (chosen < 0 && wanted < 0 ? 1 : 0);
    }

    private static long bit(int layer) {
        return layer < 0 ? 0 : 1L << layer;
    }

    @Override
    public boolean takeKeyWanted() {
        boolean now = keyWanted;
        keyWanted = false;
        return now;
    }

    @Override
    public int shift() {
        return shift;
    }

    @Override
    public RewritingStatistics statistics() {
        return new RewritingStatistics(counts.all(), (int) counts.mostWaiting, seen());
    }

    private List<RewritingStatistics.Layer> seen() {
        List<RewritingStatistics.Layer> seen = new ArrayList<>();
        int stream = NOBODY;
        for (int layer = 0; layer < LayerTable.LAYERS; layer++) {
            if (layers.has(layer)) {
                int kind = layers.kind(layer);
                stream = kind == LayerTable.BASE ? layer : stream;
                seen.add(new RewritingStatistics.Layer(
                        layer,
                        kind == LayerTable.BASE ? "base" : kind == LayerTable.TEMPORAL ? "temporal" : "other",
                        layers.width(layer),
                        layers.height(layer),
                        layers.picturesInTenSeconds(layer) / 10.0,
                        layers.bitsPerSecond(layer),
                        stream == chosen && kind <= LayerTable.TEMPORAL));
            }
        }
        return seen;
    }
}
