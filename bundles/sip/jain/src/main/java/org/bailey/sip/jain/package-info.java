/** What JAIN-SIP loads by class name from its own loader: its logger and its timer. */
package org.bailey.sip.jain;
