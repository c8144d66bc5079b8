package org.bailey.svc;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A stream on its way from AVC to H.264 UC: what waits, the picture that is being gathered, the numbers it leaves with. */
public final class UcStream {
    /** Units of a picture: a description counts them in one byte. */
    public static final int UNITS = 255;
    /** Bytes of a picture at most. */
    public static final int LARGEST = 1 << 20;

    public static final int LAYERS = 4;
    private static final int FIRST_SIZE = 1 << 15;
    private static final int PACKET = 12 + 16000;

    public UcTerms terms;
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

    public final ByteBuffer out = ByteBuffer.allocate(PACKET + PacketSink.ROOM);

    public UcStream(UcTerms terms) {
        this.terms = terms;
        for (int i = 0; i < LAYERS; i++) {
            sequences[i] = ThreadLocalRandom.current().nextInt(0x8000);
        }
    }
}
