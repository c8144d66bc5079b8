/** A full agent of both dialects: pure, all state is in the session. */
@NullMarked
package org.bailey.ice.provider;

import org.jspecify.annotations.NullMarked;
