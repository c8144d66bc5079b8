package org.bailey.dialplan.provider.config;

import java.util.List;
import org.bailey.dialplan.provider.plan.Plan;

/**
 * What a set of configurations amounts to.
 *
 * @param refused values that are not used, a sentence each
 * @param doubts values that are used, but look like a mistake
 */
public record Loaded(Plan plan, List<String> refused, List<String> doubts) {}
