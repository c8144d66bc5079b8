/** A simulated Front End server: registrar, record-routing proxy, and the gateway's peer. */
@NullMarked
package org.bailey.lab.frontend;

import org.jspecify.annotations.NullMarked;
