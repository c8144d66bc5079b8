/** The names of this appliance, and DNS over dnsjava. */
@NullMarked
package org.bailey.system.provider;

import org.jspecify.annotations.NullMarked;
