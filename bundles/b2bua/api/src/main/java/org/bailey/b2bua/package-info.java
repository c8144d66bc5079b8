/**
 * The plug for media: a {@code StreamBridge} carries one media stream across, from SDP line to packet. A section that adds
 * a media capability registers one; without it calls come up with what remains.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.b2bua;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
