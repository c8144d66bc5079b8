package org.bailey.dialplan;

/**
 * Where a call would go right now.
 *
 * @param explanation the search
 * @param reached the zone a call would take, with the addresses it would try, or why none of the targets can be reached;
 *     empty without targets
 */
public record Location(Explanation explanation, String reached) {}
