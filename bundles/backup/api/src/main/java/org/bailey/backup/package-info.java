/** Copies of an appliance: made, looked at, brought back here or on another machine. */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.backup;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
