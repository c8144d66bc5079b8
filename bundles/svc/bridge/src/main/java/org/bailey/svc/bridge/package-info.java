/** Video lines with H.264 UC on one side and AVC on the other, as they stand in descriptions. */
@NullMarked
package org.bailey.svc.bridge;

import org.jspecify.annotations.NullMarked;
