package org.bailey.rtcp;

import java.nio.ByteBuffer;
import org.bailey.rtcp.ReportExtension.EstimatedBandwidth;
import org.bailey.rtcp.ReportExtension.Limit;
import org.bailey.rtcp.ReportExtension.ModalityLimit;
import org.bailey.rtcp.ReportExtension.PacketLoss;
import org.bailey.rtcp.ReportExtension.VideoPreference;

/** The extensions a gateway has reason to send. */
final class ExtensionWriter {
    private ExtensionWriter() {}

    static void write(ByteBuffer out, ReportExtension extension) {
        if (extension instanceof EstimatedBandwidth estimate) {
            boolean confident = estimate.confidence() >= 0;
            header(out, 1, confident ? 16 : 12).putInt(estimate.source()).putInt((int) estimate.value());
            if (confident) {
                out.putInt(estimate.confidence() << 28);
            }
        } else if (extension instanceof PacketLoss loss) {
            header(out, 4, 8).putShort((short) 0).putShort((short) loss.sequence());
        } else if (extension instanceof VideoPreference preference) {
            header(out, 5, 20).putInt(0);
            out.putShort((short) preference.width()).putShort((short) preference.height());
            out.putInt((int) preference.kilobitsPerSecond());
            out.putShort((short) preference.frameRate()).putShort((short) 0);
        } else if (extension instanceof Limit limit) {
            header(out, limit.by().type, 12).putInt(0).putInt((int) Math.min(limit.bitsPerSecond(), 0xffff_ffffL));
        } else if (extension instanceof ModalityLimit limit) {
            header(out, 14, 12).putInt(limit.modality() << 24);
            out.putInt((int) Math.min(limit.bitsPerSecond(), 0xffff_ffffL));
        } else {
            throw new IllegalArgumentException("not sent by us: " + extension);
        }
    }

    private static ByteBuffer header(ByteBuffer out, int type, int bytes) {
        return out.putShort((short) type).putShort((short) bytes);
    }
}
