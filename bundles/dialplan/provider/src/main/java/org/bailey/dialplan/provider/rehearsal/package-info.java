/** What is tried without a call: the record of calls, and a changed dial plan held against the one in force. */
@NullMarked
package org.bailey.dialplan.provider.rehearsal;

import org.jspecify.annotations.NullMarked;
