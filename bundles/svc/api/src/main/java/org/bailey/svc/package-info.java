/**
 * What is remembered of a picture stream that is rewritten between H.264 UC and H.264 AVC, and the terms it is rewritten on. Plain
 * data without behaviour of its own, held by whoever holds the stream, so that the code that rewrites can be replaced while
 * pictures flow. One thread at a time; counters may be read by anyone.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.svc;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
