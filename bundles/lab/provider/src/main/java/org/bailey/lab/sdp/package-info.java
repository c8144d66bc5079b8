/** Session descriptions as text: reading them leniently, writing the standard and the Microsoft dialect (RFC 4566, [MS-SDPEXT]). */
@NullMarked
package org.bailey.lab.sdp;

import org.jspecify.annotations.NullMarked;
