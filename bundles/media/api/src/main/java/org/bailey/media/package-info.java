/** Media ports and the way packets take between the two sides of a call. */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.media;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
