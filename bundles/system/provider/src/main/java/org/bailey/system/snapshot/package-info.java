/** The settings as they were before each change: kept in files, compared, brought back. */
@NullMarked
package org.bailey.system.snapshot;

import org.jspecify.annotations.NullMarked;
