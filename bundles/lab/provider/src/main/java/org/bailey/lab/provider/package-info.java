/** The lab inside the appliance: a demonstration of calls across the gateway, and the same phones from a shell. */
@NullMarked
package org.bailey.lab.provider;

import org.jspecify.annotations.NullMarked;
