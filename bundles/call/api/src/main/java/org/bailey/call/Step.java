package org.bailey.call;

import java.time.Instant;

/**
 * One line of a call's history.
 *
 * @param at when
 * @param where caller, callee, media, dialplan, gateway
 * @param what in a few words: "180 Ringing", "re-INVITE: hold"
 * @param detail more, in a sentence; empty without
 */
public record Step(Instant at, String where, String what, String detail) {}
