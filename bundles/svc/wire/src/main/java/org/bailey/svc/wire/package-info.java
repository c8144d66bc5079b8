/**
 * H.264 in RTP packets as AVC (RFC 6184) and as Microsoft's H.264 UC ([MS-H264PF], after RFC 6190) have it: readers that walk
 * over bytes where they lie, and writers of what is put between. Pure code that makes no objects for a packet, but for
 * parameter sets; total over any bytes. Places are absolute indices of a {@link java.nio.ByteBuffer}, whose position and limit
 * are neither read nor moved by readers.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.svc.wire;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
