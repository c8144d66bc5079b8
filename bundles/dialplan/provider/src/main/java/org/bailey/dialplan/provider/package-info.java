/** The dial plan as a component: configuration in, routes and health out. */
@NullMarked
package org.bailey.dialplan.provider;

import org.jspecify.annotations.NullMarked;
