/** Features and their bundles, and how they are replaced while calls are up. */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.module;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
