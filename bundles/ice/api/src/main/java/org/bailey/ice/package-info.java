/**
 * Interactive Connectivity Establishment: what is known of it is data here, held by whoever owns the sockets; the code
 * that decides is an {@code IceAgent} and may be replaced at any time.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.ice;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
