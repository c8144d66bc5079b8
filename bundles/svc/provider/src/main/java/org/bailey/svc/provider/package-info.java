/** Rewrites pictures between H.264 UC and H.264 AVC, packet by packet and without a decoder. */
@NullMarked
package org.bailey.svc.provider;

import org.jspecify.annotations.NullMarked;
