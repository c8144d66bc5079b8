/**
 * Session descriptions (RFC 8866, RFC 3264, [MS-SDPEXT]): bytes to records and back, pure functions, no state.
 *
 * <p>Text is held as the bytes came: one {@code char} a byte (ISO 8859-1), so that what is not understood leaves
 * exactly as it arrived, whatever encoding its author had in mind. All types are immutable and safe for many threads.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.sdp;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
