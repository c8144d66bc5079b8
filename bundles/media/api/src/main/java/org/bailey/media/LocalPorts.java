package org.bailey.media;

import org.bailey.ice.IceParameters;
import org.jspecify.annotations.Nullable;

/**
 * What is ours for one media line on one side, to be written into SDP.
 *
 * @param address the address peers of that side send to
 * @param rtp even port
 * @param rtcp the odd port behind it
 * @param secret what our SRTP keys are made of
 * @param ice our candidates and credentials; null when ICE was not asked for
 */
public record LocalPorts(
        String address,
        int rtp,
        int rtcp,
        @Nullable MediaSecret secret,
        @Nullable IceParameters ice) {
    /** Without encryption and ICE. */
    public LocalPorts(String address, int rtp, int rtcp) {
        this(address, rtp, rtcp, null, null);
    }
}
