/**
 * Calls as data: what a call is, what may happen to it, what is done about it, and what is remembered of it.
 *
 * <p>State outlives code: everything here is immutable and lives in the keeper, while the {@link org.bailey.call.CallMachine}
 * that decides may be replaced between any two events.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.call;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
