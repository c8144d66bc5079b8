package org.bailey.ice;

/**
 * What is to be done about ICE towards one peer on one media line.
 *
 * @param dialect as the peer speaks it
 * @param controlling whether we choose the pair: whoever made the first offer does (RFC 8445 section 6.1.1)
 * @param parameters the peer's
 */
public record RemoteIce(IceDialect dialect, boolean controlling, IceParameters parameters) {}
