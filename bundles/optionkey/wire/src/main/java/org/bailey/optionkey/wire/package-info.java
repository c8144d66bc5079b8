/**
 * The text of option keys, of issuers and of serial numbers: letters and figures to records and back, and the signature
 * (Ed25519, RFC 8032). Pure functions, nothing but the JDK: vendors issue keys where no appliance runs.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.bailey.optionkey.wire;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
