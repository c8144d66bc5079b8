/** What an appliance may do: option keys, the features they open, and counted licences. */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.optionkey;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
