/** Real peers as child processes, and the appliance between them. */
@NullMarked
package org.bailey.peertest;

import org.jspecify.annotations.NullMarked;
