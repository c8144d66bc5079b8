/** Who the appliance is in the network, and how it finds others. */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.system;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
