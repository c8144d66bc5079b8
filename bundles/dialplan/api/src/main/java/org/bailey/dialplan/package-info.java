/** Zones, their peers and health, transforms and search rules: where a call goes. */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.dialplan;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
