/** RTP, tones and a small H.264 clip (RFC 3550, 3551, 6184): enough to prove what is heard and seen. */
@NullMarked
package org.bailey.lab.media;

import org.jspecify.annotations.NullMarked;
