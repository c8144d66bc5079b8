/**
 * The TURN client (RFC 8656): what is known of an allocation is data here, held by whoever owns the sockets; the code that
 * speaks to the server is a {@code TurnClient} and may be replaced at any time.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.turn;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
