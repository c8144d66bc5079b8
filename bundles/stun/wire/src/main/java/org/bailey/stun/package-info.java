/**
 * STUN messages (RFC 8489), those of TURN (RFC 8656, RFC 6062) and ICE (RFC 8445), and Microsoft's variants ([MS-ICE2]):
 * bytes to views and back, pure functions, no state.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.stun;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
