/** What the console pages and REST resources of all sections share: the frame of a page, who is signed in, how to answer. */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.console;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
