/** The private authority, our identity and our trust list, kept as PEM files and read again when they change. */
@NullMarked
package org.bailey.tls.provider;

import org.jspecify.annotations.NullMarked;
