/** From what the operator types to a plan that is checked: exists, therefore valid. */
@NullMarked
package org.bailey.dialplan.provider.config;

import org.jspecify.annotations.NullMarked;
