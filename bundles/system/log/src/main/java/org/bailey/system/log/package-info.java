/** Carries what bundles say through the OSGi log service into the one log. */
@NullMarked
package org.bailey.system.log;

import org.jspecify.annotations.NullMarked;
