package org.bailey.svc;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.bailey.media.PacketPath;
import org.bailey.media.RewritingState;
import org.bailey.media.RewritingStatistics;
import org.bailey.svc.wire.Sps;
import org.jspecify.annotations.Nullable;

/** A stream on its way from AVC to H.264 UC: what waits, the picture that is being gathered, the numbers it leaves with. */
public final class UcStream implements RewritingState {
    /** Units of a picture: a description counts them in one byte. */
    public static final int UNITS = 255;
    /** Bytes of a picture at most. */
    public static final int LARGEST = 1 << 20;

    public static final int LAYERS = 4;
    private static final int FIRST_SIZE = 1 << 15;
    private static final int PACKET = 12 + 16000;

    public UcTerms terms;
    /** Of what the terms were made. */
    public final TermsOrigin origin = new TermsOrigin();

    public final SvcCounts counts = new SvcCounts();
    public final PacketWindow window = new PacketWindow();
    public final ParameterSets parameters = new ParameterSets();
    /** The source that is sent on. */
    public @Nullable SourceQueue source;

    // -- the picture that is being gathered

    /** Its units, one behind the other; grows up to {@link #LARGEST}. */
    public ByteBuffer picture = ByteBuffer.allocate(FIRST_SIZE);

    public final int[] starts = new int[UNITS + 1];
    public int units;
    public int timestamp;
    public boolean open;
    /** Whether something of it is missing, it has a key slice, parameter sets of its own, and others refer to it. */
    public boolean damaged;

    public boolean key;
    public boolean parametersGiven;
    public boolean referred;
    /** Type of the unit whose pieces are put together; 0 for none. */
    public int piece;
    /** Temporal layer its prefix names; 0 without. */
    public int temporal;

    // -- damage

    public boolean waiting = true;
    public long waitingNanos;
    /** A key picture is to be asked for; the owner clears it. */
    public boolean keyWanted;

    public long keyWantedNanos;

    // -- what leaves

    public final int[] sequences = new int[LAYERS];
    /** A bit for each temporal layer the receiver was told of; 0 before. */
    public long told;
    /** A bit for each temporal layer seen since the last key picture. */
    public long seen = 1;
    /** DONC of the next unit. */
    public int order;
    /** Number of the last picture others refer to, modulo 256. */
    public int references;

    public final ByteBuffer out = ByteBuffer.allocate(PACKET + PacketPath.ROOM);

    public UcStream(UcTerms terms) {
        this.terms = terms;
        for (int i = 0; i < LAYERS; i++) {
            sequences[i] = ThreadLocalRandom.current().nextInt(0x8000);
        }
    }

    @Override
    public long source() {
        SourceQueue from = source;
        return from == null ? -1 : from.ssrc & 0xffff_ffffL;
    }

    @Override
    public long keyLayers() {
        return 1;
    }

    @Override
    public boolean takeKeyWanted() {
        boolean now = keyWanted;
        keyWanted = false;
        return now;
    }

    @Override
    public int shift() {
        return 0;
    }

    @Override
    public RewritingStatistics statistics() {
        List<RewritingStatistics.Layer> seen = new ArrayList<>();
        Sps sps = parameters.sps();
        int top = 63 - Long.numberOfLeadingZeros(told | 1);
        for (int layer = 0; sps != null && layer < LAYERS; layer++) {
            if ((told >> layer & 1) != 0) {
                seen.add(new RewritingStatistics.Layer(
                        layer,
                        layer == 0 ? "base" : "temporal",
                        sps.width(),
                        sps.height(),
                        (terms.picturesInTenSeconds() >> top - layer) / 10.0,
                        terms.bitsPerSecond() >> top - layer,
                        true));
            }
        }
        return new RewritingStatistics(counts.all(), (int) counts.mostWaiting, seen);
    }
}
