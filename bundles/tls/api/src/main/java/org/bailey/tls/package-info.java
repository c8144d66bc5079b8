/** Who we are on a TLS connection and whom we believe. */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.tls;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
