package org.bailey.media;

/**
 * Our ports for one media line on one side, to be written into SDP.
 *
 * @param address the address peers of that side send to
 * @param rtp even port
 * @param rtcp the odd port behind it
 */
public record LocalPorts(String address, int rtp, int rtcp) {}
